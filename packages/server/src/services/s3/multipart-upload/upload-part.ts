import type { UploadPartOutput, UploadPartRequest } from '@aws-sdk/client-s3'
import type { StreamOperation } from '../../../operation.ts'
import { invalidRequest } from '../errors.ts'
import { freeBlobs } from '../free-blobs.ts'
import { checksumAlgorithm, checksumHeader } from '../object/declared-checksum.ts'
import { keyOf } from '../object/encryption.ts'
import { newContentId, quoted, wholeSeconds } from '../object/object.ts'
import { storeBody } from '../object/store-body.ts'
import { refuseUnsupported } from '../object/stored-headers.ts'
import { checkPartNumber, type MultipartUpload, mustFindUpload } from './multipart-upload.ts'
import { storePart } from './store-part.ts'

export const ownTransactions = true

export const uploadPart: StreamOperation<UploadPartRequest, UploadPartOutput> = async (input, ctx) => {
  checkPartNumber(input.PartNumber)
  refuseUnsupported(input as never)
  const { upload, key } = ctx.transact(() => {
    const found = mustFindUpload(ctx, input).upload
    return { upload: found, key: keyOf(ctx, found.protection) }
  })
  checkAlgorithm(upload, input as never)
  const { blob, algorithm, checksum } = await storeBody(ctx, input as never, { fallback: upload.checksumAlgorithm, key })
  const part = {
    partNumber: input.PartNumber,
    id: newContentId(),
    etag: blob.md5,
    size: blob.size,
    modifiedAt: wholeSeconds(ctx.now),
    blob: blob.id,
    algorithm,
    checksum,
  }
  try {
    storePart(ctx, input, part)
  } catch (error) {
    freeBlobs(ctx.objects, [blob.id])
    throw error
  }
  const { ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled } = upload.headers
  return {
    ETag: quoted(part.etag),
    [`Checksum${algorithm}`]: checksum,
    ServerSideEncryption,
    ...(SSEKMSKeyId !== undefined && { SSEKMSKeyId }),
    ...(BucketKeyEnabled !== undefined && { BucketKeyEnabled }),
  } as UploadPartOutput
}

/** All parts of an upload that named an algorithm have that one. */
function checkAlgorithm({ checksumAlgorithm: expected }: MultipartUpload, input: { readonly ChecksumAlgorithm?: string }): void {
  const given = checksumHeader(input)?.algorithm ?? checksumAlgorithm(input.ChecksumAlgorithm)
  if (expected && given && given !== expected) {
    throw invalidRequest(`Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${given.toLowerCase()}`)
  }
}
