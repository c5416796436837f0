import type { CompleteMultipartUploadOutput, CompleteMultipartUploadRequest } from '@aws-sdk/client-s3'
import type { Context, StreamOperation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { badChecksum, invalidRequest } from '../errors.ts'
import { freeBlobs } from '../free-blobs.ts'
import { COMPLETED_UPLOAD_MS, MAX_PARTS } from '../limits.ts'
import { checkWrite } from '../object/conditions.ts'
import { checksumHeader } from '../object/declared-checksum.ts'
import { keyOf } from '../object/encryption.ts'
import { find as findObject, replace } from '../object/object.store.ts'
import { checksumMembers, newContentId, quoted, type StoredObject, wholeSeconds } from '../object/object.ts'
import { type Assembled, assemble, chosenParts } from './assemble.ts'
import { findCompletion, parts, recordCompletion, remove } from './multipart-upload.store.ts'
import { type MultipartUpload, mustFindUpload } from './multipart-upload.ts'

export const ownTransactions = true

type Input = CompleteMultipartUploadRequest & { readonly Bucket: string; readonly Key: string; readonly UploadId: string }

/** The object refers to the parts' bytes: nothing is copied. A repeated call with the same parts gets the first one's answer. */
export const completeMultipartUpload: StreamOperation<CompleteMultipartUploadRequest, CompleteMultipartUploadOutput> = async (input, ctx) => {
  const request = JSON.stringify(input.MultipartUpload?.Parts ?? [])
  const { answer, freed } = ctx.transact(() => {
    mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
    const before = findCompletion(ctx.db, input.Bucket, input.Key, input.UploadId)
    if (before?.request === request) return { answer: JSON.parse(before.answer) as CompleteMultipartUploadOutput, freed: [] }
    return complete(ctx, input, request)
  })
  freeBlobs(ctx.objects, freed)
  return answer
}

function complete(ctx: Context, input: Input, request: string): { answer: CompleteMultipartUploadOutput; freed: string[] } {
  const { upload } = mustFindUpload(ctx, input)
  const chosen = chosenParts(upload.uploadId, input.MultipartUpload?.Parts ?? [], parts(ctx.db, upload.uploadId, 0, MAX_PARTS))
  const assembled = assemble(upload, chosen)
  checkDeclared(input, upload, assembled)
  checkWrite(upload.key, findObject(ctx.db, upload.bucket, upload.key), input, 'commit')
  // Who may not decrypt completes nothing (S3 user guide, "Multipart upload API and permissions").
  keyOf(ctx, upload.protection)
  const { bucket, key, headers, tags, storageClass, protection } = upload
  // AWS dates such an object by the upload's beginning.
  const object: StoredObject = {
    ...assembled,
    bucket,
    key,
    headers,
    tags,
    storageClass,
    protection,
    id: newContentId(),
    modifiedAt: wholeSeconds(upload.initiatedAt),
  }
  const freed = [...replace(ctx.db, object), ...remove(ctx.db, upload)]
  const { ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled } = headers
  const answer = {
    Location: `${ctx.call.origin}/${bucket}/${encodeURIComponent(key).replaceAll('%2F', '/')}`,
    Bucket: bucket,
    Key: key,
    ETag: quoted(object.etag),
    ...checksumMembers(object.checksum),
    ServerSideEncryption,
    ...(SSEKMSKeyId !== undefined && { SSEKMSKeyId }),
    ...(BucketKeyEnabled !== undefined && { BucketKeyEnabled }),
  } as CompleteMultipartUploadOutput
  recordCompletion(ctx.db, upload, { request, answer: JSON.stringify(answer) }, ctx.now, COMPLETED_UPLOAD_MS)
  return { answer, freed }
}

/** What the client says of the whole object must be so. */
function checkDeclared(input: Input, upload: MultipartUpload, { checksum, size }: Assembled): void {
  if (input.MpuObjectSize !== undefined && input.MpuObjectSize !== size) {
    throw invalidRequest(`The provided 'x-amz-mp-object-size' header value ${input.MpuObjectSize} does not match what was computed: ${size}`)
  }
  if (input.ChecksumType !== undefined && input.ChecksumType !== upload.checksumType) {
    throw invalidRequest(`The upload was created using the ${upload.checksumType} checksum mode. The complete request must use the same checksum mode.`)
  }
  const declared = checksumHeader(input as never)
  // A composite value may be told with or without its `-<parts>`.
  const values = [checksum.value, checksum.value.replace(/-\d+$/, '')]
  if (declared && (declared.algorithm !== checksum.algorithm || !values.includes(declared.value))) throw badChecksum(declared.algorithm)
}
