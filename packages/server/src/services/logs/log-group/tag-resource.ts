import type { TagResourceRequest } from '@aws-sdk/client-cloudwatch-logs'
import type { Operation } from '../../../operation.ts'
import { requireTagged } from './require-tagged.ts'
import { tagList } from './tags.ts'

export const tagResource: Operation<TagResourceRequest, Record<string, never>> = ({ resourceArn, tags }, ctx) => {
  ctx.tags.set(requireTagged(ctx, resourceArn), tagList(tags))
  return {}
}
