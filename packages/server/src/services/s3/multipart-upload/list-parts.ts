import type { ListPartsOutput, ListPartsRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { ownerOf } from '../names.ts'
import { pageSize } from '../object/listing.ts'
import { quoted } from '../object/object.ts'
import { parts } from './multipart-upload.store.ts'
import { mustFindUpload } from './multipart-upload.ts'

export const listParts: Operation<ListPartsRequest, ListPartsOutput> = (input, ctx) => {
  const { bucket, upload } = mustFindUpload(ctx, input)
  const limit = pageSize('max-parts', input.MaxParts)
  const marker = Number(input.PartNumberMarker ?? 0)
  const found = parts(ctx.db, upload.uploadId, marker, limit + 1)
  const page = found.slice(0, limit)
  return {
    Bucket: upload.bucket,
    Key: upload.key,
    UploadId: upload.uploadId,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.partNumber ?? 0),
    MaxParts: limit,
    IsTruncated: found.length > page.length,
    Parts: page.map((part) => ({
      PartNumber: part.partNumber,
      LastModified: part.modifiedAt,
      ETag: quoted(part.etag),
      Size: part.size,
      ...(upload.checksumAlgorithm && { [`Checksum${part.algorithm}`]: part.checksum }),
    })),
    Initiator: { ID: upload.initiator },
    Owner: ownerOf(bucket.account),
    StorageClass: upload.storageClass,
    ...(upload.checksumAlgorithm && { ChecksumAlgorithm: upload.checksumAlgorithm, ChecksumType: upload.checksumType }),
  } as unknown as ListPartsOutput
}
