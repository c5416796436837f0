import type { DeleteBucketTaggingRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { setTags } from './bucket.store.ts'
import { mustFind } from './bucket.ts'

export const deleteBucketTagging: Operation<DeleteBucketTaggingRequest, Record<string, never>> = (input, ctx) => {
  setTags(ctx.db, mustFind(ctx, input.Bucket, input.ExpectedBucketOwner).name, undefined)
  return {}
}
