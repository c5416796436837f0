import type { ServiceAccess } from '../../access.ts'
import { lowerResource } from '../../lib/lower-resource.ts'

export const access: ServiceAccess = {
  spell: lowerResource,
  key: (key, { input }) => (key === 'sagemaker:targetmodel' && typeof input.TargetModel === 'string' ? [input.TargetModel] : undefined),
}
