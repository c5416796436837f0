import type { UploadPartCopyOutput, UploadPartCopyRequest } from '@aws-sdk/client-s3'
import type { StreamOperation } from '../../../operation.ts'
import { freeBlobs } from '../free-blobs.ts'
import { checkCopySize, mustFindSource, parseCopySource } from '../object/copy-source.ts'
import { DEFAULT_CHECKSUM } from '../object/declared-checksum.ts'
import { keyOf } from '../object/encryption.ts'
import { newContentId, piecesOf, quoted, wholeSeconds } from '../object/object.ts'
import { parseCopyRange } from '../object/range.ts'
import { storeStream } from '../object/store-body.ts'
import { refuseUnsupported } from '../object/stored-headers.ts'
import { checkPartNumber, mustFindUpload } from './multipart-upload.ts'
import { storePart } from './store-part.ts'

export const ownTransactions = true

/** The part is a copy of the bytes: its ETag needs their MD5 anyway. */
export const uploadPartCopy: StreamOperation<UploadPartCopyRequest, UploadPartCopyOutput> = async (input, ctx) => {
  checkPartNumber(input.PartNumber)
  refuseUnsupported(input as never)
  const from = parseCopySource(input.CopySource)
  const { upload, key, stream } = ctx.transact(() => {
    const found = mustFindUpload(ctx, input).upload
    const source = mustFindSource(ctx, from, input)
    const range = input.CopySourceRange === undefined ? { start: 0, end: source.size - 1 } : parseCopyRange(input.CopySourceRange, source.size)
    checkCopySize(range.end - range.start + 1)
    const keys = { from: keyOf(ctx, source.protection), to: keyOf(ctx, found.protection) }
    return { upload: found, key: keys.to, stream: ctx.objects.readAll(piecesOf(source.segments, range.start, range.end, keys.from)) }
  })
  const { blob, algorithm, checksum } = await storeStream(ctx, stream, upload.checksumAlgorithm ?? DEFAULT_CHECKSUM, key)
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
    CopyPartResult: { ETag: quoted(part.etag), LastModified: part.modifiedAt, ...(upload.checksumAlgorithm && { [`Checksum${algorithm}`]: checksum }) },
    ServerSideEncryption,
    ...(SSEKMSKeyId !== undefined && { SSEKMSKeyId }),
    ...(BucketKeyEnabled !== undefined && { BucketKeyEnabled }),
    ...(from.versionId !== undefined && { CopySourceVersionId: from.versionId }),
  } as UploadPartCopyOutput
}
