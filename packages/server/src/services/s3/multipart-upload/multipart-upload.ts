/** An object on its way in parts. It becomes visible when it is completed, and not before. */
import { randomBytes } from 'node:crypto'
import type { ChecksumAlgorithm } from '../../../objects/objects.ts'
import type { Context, Tag } from '../../../operation.ts'
import { type Bucket, mustFind } from '../bucket/bucket.ts'
import { invalidArgument, noSuchUpload } from '../errors.ts'
import { MAX_PARTS } from '../limits.ts'
import type { Protection } from '../object/encryption.ts'
import type { ChecksumType } from '../object/object.ts'
import type { StoredHeaders } from '../object/stored-headers.ts'
import { find } from './multipart-upload.store.ts'

export interface MultipartUpload {
  readonly bucket: string
  readonly key: string
  readonly uploadId: string
  readonly initiatedAt: Date
  /** ARN of who began it. */
  readonly initiator: string
  readonly storageClass: string
  /** Undefined when the client named none: parts then get the default, and answers do not speak of it. */
  readonly checksumAlgorithm: ChecksumAlgorithm | undefined
  readonly checksumType: ChecksumType
  readonly headers: StoredHeaders
  readonly tags: readonly Tag[]
  /** With KMS: what opens the key of all parts. */
  readonly protection: Protection | undefined
}

export interface Part {
  readonly partNumber: number
  /** Of this content; uploading the part again makes another. */
  readonly id: string
  /** Without quotes. */
  readonly etag: string
  readonly size: number
  readonly modifiedAt: Date
  readonly blob: string
  readonly algorithm: ChecksumAlgorithm
  /** Base64. */
  readonly checksum: string
}

/** Begins with the time, so that uploads of one key list in the order in which they began. */
export const newUploadId = (now: Date) => now.getTime().toString(36).padStart(9, '0') + randomBytes(24).toString('base64url')

/** Throws InvalidArgument. */
export function checkPartNumber(partNumber: number): void {
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > MAX_PARTS) {
    throw invalidArgument(`Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`, 'partNumber', partNumber)
  }
}

interface Named {
  readonly Bucket: string
  readonly Key: string
  readonly UploadId: string
  readonly ExpectedBucketOwner?: string | undefined
}

/** The upload under way, and its bucket. Throws NoSuchBucket, AccessDenied, NoSuchUpload. */
export function mustFindUpload(
  ctx: Pick<Context, 'db' | 'account'>,
  { Bucket, Key, UploadId, ExpectedBucketOwner }: Named,
): { bucket: Bucket; upload: MultipartUpload } {
  const bucket = mustFind(ctx, Bucket, ExpectedBucketOwner)
  const upload = find(ctx.db, Bucket, Key, UploadId)
  if (!upload) throw noSuchUpload(UploadId)
  return { bucket, upload }
}
