import type { DeletedObject, DeleteObjectsOutput, DeleteObjectsRequest, ObjectIdentifier, _Error as S3Error } from '@aws-sdk/client-s3'
import { type Context, ServiceError, type StreamOperation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { malformedXml } from '../errors.ts'
import { freeBlobs } from '../free-blobs.ts'
import { MAX_PAGE } from '../limits.ts'
import { checkKey, objectArn } from '../names.ts'
import { checkWrite } from './conditions.ts'
import { find, remove } from './object.store.ts'
import { checkVersion } from './object.ts'

export const ownTransactions = true

/** One answer for each key: what may not be deleted does not keep the others. */
export const deleteObjects: StreamOperation<DeleteObjectsRequest, DeleteObjectsOutput> = async (input, ctx) => {
  const objects = input.Delete.Objects ?? []
  if (objects.length === 0 || objects.length > MAX_PAGE) throw malformedXml()
  const deleted: DeletedObject[] = []
  const errors: S3Error[] = []
  const freed = ctx.transact(() => {
    mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
    return objects.flatMap((object) => {
      const named = { Key: object.Key, ...(object.VersionId !== undefined && { VersionId: object.VersionId }) }
      try {
        const blobs = deleteOne(ctx, input.Bucket, object)
        deleted.push(named)
        return blobs
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error
        errors.push({ ...named, Code: error.code, Message: error.message })
        return []
      }
    })
  })
  freeBlobs(ctx.objects, freed)
  return { ...(!input.Delete.Quiet && { Deleted: deleted }), ...(errors.length > 0 && { Errors: errors }) }
}

function deleteOne(ctx: Context, bucket: string, { Key: key = '', VersionId, ETag }: ObjectIdentifier): string[] {
  checkKey(key)
  ctx.iam.must('s3:DeleteObject', objectArn(bucket, key))
  checkVersion(key, VersionId)
  if (ETag !== undefined) checkWrite(key, find(ctx.db, bucket, key), { IfMatch: ETag }, 'first')
  return remove(ctx.db, bucket, key)
}
