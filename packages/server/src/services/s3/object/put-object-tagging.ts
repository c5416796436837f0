import type { PutObjectTaggingOutput, PutObjectTaggingRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { checkTags } from '../tags.ts'
import { setTags } from './object.store.ts'
import { mustFindObject } from './object.ts'

/** Replaces the whole set. */
export const putObjectTagging: Operation<PutObjectTaggingRequest, PutObjectTaggingOutput> = (input, ctx) => {
  mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  const object = mustFindObject(ctx, input.Bucket, input.Key, input.VersionId)
  setTags(ctx.db, object.bucket, object.key, checkTags('Object', input.Tagging.TagSet))
  return {}
}
