import type { GetBucketTaggingOutput, GetBucketTaggingRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { noSuchTagSet } from '../errors.ts'
import { mustFind } from './bucket.ts'

export const getBucketTagging: Operation<GetBucketTaggingRequest, GetBucketTaggingOutput> = (input, ctx) => {
  const { tags, name } = mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  if (!tags || tags.length === 0) throw noSuchTagSet(name)
  return { TagSet: [...tags] }
}
