import type { DeleteBucketRequest } from '@aws-sdk/client-s3'
import type { StreamOperation } from '../../../operation.ts'
import { bucketNotEmpty } from '../errors.ts'
import { freeBlobs } from '../free-blobs.ts'
import { removeOfBucket } from '../multipart-upload/multipart-upload.store.ts'
import { isEmpty } from '../object/object.store.ts'
import { remove } from './bucket.store.ts'
import { mustFind } from './bucket.ts'

export const ownTransactions = true

/** Uploads that were never completed are no objects: they end with the bucket. */
export const deleteBucket: StreamOperation<DeleteBucketRequest, Record<string, never>> = async (input, ctx) => {
  const freed = ctx.transact(() => {
    mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
    if (!isEmpty(ctx.db, input.Bucket)) throw bucketNotEmpty(input.Bucket)
    remove(ctx.db, input.Bucket)
    return removeOfBucket(ctx.db, input.Bucket)
  })
  freeBlobs(ctx.objects, freed)
  return {}
}
