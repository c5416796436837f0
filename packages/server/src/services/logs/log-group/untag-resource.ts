import type { UntagResourceRequest } from '@aws-sdk/client-cloudwatch-logs'
import type { Operation } from '../../../operation.ts'
import { requireTagged } from './require-tagged.ts'

export const untagResource: Operation<UntagResourceRequest, Record<string, never>> = ({ resourceArn, tagKeys }, ctx) => {
  ctx.tags.remove(requireTagged(ctx, resourceArn), tagKeys)
  return {}
}
