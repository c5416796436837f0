import type { GetObjectTaggingOutput, GetObjectTaggingRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { mustFindObject } from './object.ts'

export const getObjectTagging: Operation<GetObjectTaggingRequest, GetObjectTaggingOutput> = (input, ctx) => {
  mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  return { TagSet: [...mustFindObject(ctx, input.Bucket, input.Key, input.VersionId).tags] }
}
