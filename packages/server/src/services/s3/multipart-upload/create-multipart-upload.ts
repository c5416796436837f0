import type { CreateMultipartUploadOutput, CreateMultipartUploadRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { invalidRequest } from '../errors.ts'
import { checkKey } from '../names.ts'
import { checksumAlgorithm } from '../object/declared-checksum.ts'
import { encryptionFor } from '../object/encryption.ts'
import type { ChecksumType } from '../object/object.ts'
import { headersOf, refuseUnsupported, storageClassOf } from '../object/stored-headers.ts'
import { parseTagging } from '../tags.ts'
import { insert } from './multipart-upload.store.ts'
import { newUploadId } from './multipart-upload.ts'

export const createMultipartUpload: Operation<CreateMultipartUploadRequest, CreateMultipartUploadOutput> = (input, ctx) => {
  const { Bucket: bucket, Key: key } = input
  checkKey(key)
  refuseUnsupported(input as never)
  const owned = mustFind(ctx, bucket, input.ExpectedBucketOwner)
  const algorithm = checksumAlgorithm(input.ChecksumAlgorithm)
  const type = typeOf(algorithm, input.ChecksumType)
  const { headers: encryption, protection } = encryptionFor(ctx, owned, key, input)
  const uploadId = newUploadId(ctx.now)
  insert(ctx.db, {
    bucket,
    key,
    uploadId,
    initiatedAt: ctx.now,
    initiator: ctx.call.principal.arn,
    storageClass: storageClassOf(input),
    checksumAlgorithm: algorithm,
    checksumType: type,
    headers: { ...headersOf(input), ...encryption },
    tags: parseTagging(input.Tagging),
    protection,
  })
  return {
    Bucket: bucket,
    Key: key,
    UploadId: uploadId,
    ...encryption,
    ...(algorithm && { ChecksumAlgorithm: algorithm, ChecksumType: type }),
  } as CreateMultipartUploadOutput
}

/** CRC-64/NVME is always of the whole object, SHA always of the parts; CRC-32 and CRC-32C may be either. */
function typeOf(algorithm: string | undefined, wanted: string | undefined): ChecksumType {
  if (wanted !== undefined && algorithm === undefined) {
    throw invalidRequest('The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.')
  }
  const usual: ChecksumType = algorithm === undefined || algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE'
  const type = wanted ?? usual
  const possible = type === usual || (type === 'FULL_OBJECT' && (algorithm === 'CRC32' || algorithm === 'CRC32C'))
  if (!possible) throw invalidRequest(`The ${type} checksum type cannot be used with the ${algorithm?.toLowerCase()} checksum algorithm.`)
  return type as ChecksumType
}
