import type { UntagResourceRequest } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { refusePendingDeletion } from './key.ts'
import { mustFindKeyItself } from './key-id.ts'

export const untagResource: Operation<UntagResourceRequest, Record<string, never>> = (input, ctx) => {
  const key = refusePendingDeletion(mustFindKeyItself(ctx, input.KeyId))
  ctx.tags.remove(key.arn, input.TagKeys)
  return {}
}
