import type { ListMultipartUploadsOutput, ListMultipartUploadsRequest } from '@aws-sdk/client-s3'
import type { Database, Operation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { ownerOf } from '../names.ts'
import { successor } from '../object/list-page.ts'
import { keyEncoder, pageSize } from '../object/listing.ts'
import { scan } from './multipart-upload.store.ts'
import type { MultipartUpload } from './multipart-upload.ts'

/** By key, then by the time of their beginning. The upload-id marker counts only beside a key marker. */
export const listMultipartUploads: Operation<ListMultipartUploadsRequest, ListMultipartUploadsOutput> = (input, ctx) => {
  const bucket = mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  const { Prefix: prefix = '', KeyMarker: keyMarker = '', UploadIdMarker: uploadIdMarker = '' } = input
  const delimiter = input.Delimiter || undefined
  const encode = keyEncoder(input.EncodingType)
  const limit = pageSize('max-uploads', input.MaxUploads)
  const after = keyMarker === '' ? undefined : { key: keyMarker, uploadId: uploadIdMarker === '' ? LAST : uploadIdMarker }
  const { uploads, prefixes, truncated, last } = page(ctx.db, { bucket: bucket.name, prefix, delimiter, limit, after })
  return {
    Bucket: bucket.name,
    KeyMarker: encode(keyMarker),
    UploadIdMarker: uploadIdMarker,
    Prefix: encode(prefix),
    ...(delimiter !== undefined && { Delimiter: encode(delimiter) }),
    ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
    MaxUploads: limit,
    IsTruncated: truncated,
    ...(truncated && last && { NextKeyMarker: encode(last.key), NextUploadIdMarker: last.uploadId }),
    Uploads: uploads.map((upload) => ({
      UploadId: upload.uploadId,
      Key: encode(upload.key),
      Initiated: upload.initiatedAt,
      StorageClass: upload.storageClass,
      Owner: ownerOf(bucket.account),
      Initiator: { ID: upload.initiator },
      ...(upload.checksumAlgorithm && { ChecksumAlgorithm: upload.checksumAlgorithm, ChecksumType: upload.checksumType }),
    })),
    CommonPrefixes: prefixes.map((Prefix) => ({ Prefix: encode(Prefix) })),
  } as ListMultipartUploadsOutput
}

/** After every upload id: they are letters and digits. */
const LAST = '~'

interface Place {
  readonly key: string
  readonly uploadId: string
}

interface Wanted {
  readonly bucket: string
  readonly prefix: string
  readonly delimiter: string | undefined
  readonly limit: number
  readonly after: Place | undefined
}

function page(db: Database, { bucket, prefix, delimiter, limit, after }: Wanted) {
  const uploads: MultipartUpload[] = []
  const prefixes: string[] = []
  let last: Place | undefined
  const until = successor(prefix)
  let place: Place = after && Buffer.compare(Buffer.from(after.key), Buffer.from(prefix)) >= 0 ? after : { key: prefix, uploadId: '' }
  while (limit > 0) {
    const [upload] = scan(db, bucket, { ...place, until, limit: 1 })
    if (!upload) return { uploads, prefixes, truncated: false, last }
    if (uploads.length + prefixes.length === limit) return { uploads, prefixes, truncated: true, last }
    const found = delimiter === undefined ? -1 : upload.key.indexOf(delimiter, prefix.length)
    if (found < 0) {
      uploads.push(upload)
      last = place = { key: upload.key, uploadId: upload.uploadId }
      continue
    }
    const common = upload.key.slice(0, found + (delimiter as string).length)
    prefixes.push(common)
    last = { key: common, uploadId: '' }
    const beyond = successor(common)
    if (beyond === undefined) return { uploads, prefixes, truncated: false, last }
    place = { key: beyond, uploadId: '' }
  }
  return { uploads, prefixes, truncated: false, last }
}
