import type { DeleteObjectOutput, DeleteObjectRequest } from '@aws-sdk/client-s3'
import type { StreamOperation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { preconditionFailed } from '../errors.ts'
import { freeBlobs } from '../free-blobs.ts'
import { checkKey } from '../names.ts'
import { checkWrite } from './conditions.ts'
import { find, remove } from './object.store.ts'
import { checkVersion } from './object.ts'

export const ownTransactions = true

/** An object that is not there is deleted, too. */
export const deleteObject: StreamOperation<DeleteObjectRequest, DeleteObjectOutput> = async (input, ctx) => {
  const { Bucket: bucket, Key: key } = input
  checkKey(key)
  const freed = ctx.transact(() => {
    mustFind(ctx, bucket, input.ExpectedBucketOwner)
    checkVersion(key, input.VersionId)
    const current = find(ctx.db, bucket, key)
    if (input.IfMatch !== undefined) checkWrite(key, current, { IfMatch: input.IfMatch }, 'first')
    if (current && input.IfMatchSize !== undefined && input.IfMatchSize !== current.size) throw preconditionFailed('x-amz-if-match-size')
    if (current && input.IfMatchLastModifiedTime !== undefined && input.IfMatchLastModifiedTime.getTime() !== current.modifiedAt.getTime()) {
      throw preconditionFailed('x-amz-if-match-last-modified-time')
    }
    return remove(ctx.db, bucket, key)
  })
  freeBlobs(ctx.objects, freed)
  return input.VersionId === undefined ? {} : { VersionId: input.VersionId }
}
