import type { ServiceAccess } from '../../access.ts'

export const access: ServiceAccess = {
  key: (key, { input }) => (key === 'cloudwatch:namespace' && typeof input.Namespace === 'string' ? [input.Namespace] : undefined),
}
