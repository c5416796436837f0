import type { PutBucketTaggingRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { checkTags } from '../tags.ts'
import { setTags } from './bucket.store.ts'
import { mustFind } from './bucket.ts'

/** Replaces the whole set. */
export const putBucketTagging: Operation<PutBucketTaggingRequest, Record<string, never>> = (input, ctx) => {
  const bucket = mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  setTags(ctx.db, bucket.name, checkTags('Bucket', input.Tagging.TagSet))
  return {}
}
