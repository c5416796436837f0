import type { TagResourceRequest } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { refusePendingDeletion } from './key.ts'
import { mustFindKeyItself } from './key-id.ts'
import { mergeTags } from './tags.ts'

export const tagResource: Operation<TagResourceRequest, Record<string, never>> = (input, ctx) => {
  mergeTags(ctx, refusePendingDeletion(mustFindKeyItself(ctx, input.KeyId)), input.Tags)
  return {}
}
