import type { DeleteObjectTaggingOutput, DeleteObjectTaggingRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { setTags } from './object.store.ts'
import { mustFindObject } from './object.ts'

export const deleteObjectTagging: Operation<DeleteObjectTaggingRequest, DeleteObjectTaggingOutput> = (input, ctx) => {
  mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  const object = mustFindObject(ctx, input.Bucket, input.Key, input.VersionId)
  setTags(ctx.db, object.bucket, object.key, [])
  return {}
}
