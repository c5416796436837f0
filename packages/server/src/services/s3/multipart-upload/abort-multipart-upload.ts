import type { AbortMultipartUploadOutput, AbortMultipartUploadRequest } from '@aws-sdk/client-s3'
import type { StreamOperation } from '../../../operation.ts'
import { preconditionFailed } from '../errors.ts'
import { freeBlobs } from '../free-blobs.ts'
import { remove } from './multipart-upload.store.ts'
import { mustFindUpload } from './multipart-upload.ts'

export const ownTransactions = true

/** Parts still on their way find no upload when they arrive. */
export const abortMultipartUpload: StreamOperation<AbortMultipartUploadRequest, AbortMultipartUploadOutput> = async (input, ctx) => {
  const freed = ctx.transact(() => {
    const { upload } = mustFindUpload(ctx, input)
    const expected = input.IfMatchInitiatedTime
    if (expected !== undefined && Math.floor(expected.getTime() / 1000) !== Math.floor(upload.initiatedAt.getTime() / 1000)) {
      throw preconditionFailed('x-amz-if-match-initiated-time')
    }
    return remove(ctx.db, upload)
  })
  freeBlobs(ctx.objects, freed)
  return {}
}
