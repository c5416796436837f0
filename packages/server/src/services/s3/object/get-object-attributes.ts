import type { GetObjectAttributesOutput, GetObjectAttributesParts, GetObjectAttributesRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { invalidRequest } from '../errors.ts'
import { pageSize } from './listing.ts'
import { checksumMembers, mustFindObject, type StoredObject } from './object.ts'
import { refuseUnsupported } from './stored-headers.ts'

export const getObjectAttributes: Operation<GetObjectAttributesRequest, GetObjectAttributesOutput> = (input, ctx) => {
  refuseUnsupported(input as never)
  mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  const wanted = new Set<string>(input.ObjectAttributes)
  if (wanted.size === 0) {
    throw invalidRequest('The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or empty')
  }
  const object = mustFindObject(ctx, input.Bucket, input.Key, input.VersionId)
  const parts = wanted.has('ObjectParts') ? partsOf(object, pageSize('max-parts', input.MaxParts), Number(input.PartNumberMarker ?? 0)) : undefined
  return {
    LastModified: object.modifiedAt,
    // Without quotes: the one place where S3 answers an ETag so.
    ...(wanted.has('ETag') && { ETag: object.etag }),
    ...(wanted.has('Checksum') && { Checksum: checksumMembers(object.checksum) }),
    ...(parts && { ObjectParts: parts }),
    ...(wanted.has('StorageClass') && { StorageClass: object.storageClass }),
    ...(wanted.has('ObjectSize') && { ObjectSize: object.size }),
  } as GetObjectAttributesOutput
}

/** Only a multipart upload has parts; each is told only when it keeps a checksum of its own (a composite checksum). */
function partsOf(object: StoredObject, limit: number, marker: number): GetObjectAttributesParts | undefined {
  const parts = object.segments.filter((segment) => segment.partNumber !== undefined)
  if (parts.length === 0) return undefined
  if (object.checksum.type !== 'COMPOSITE') return { TotalPartsCount: parts.length }
  const after = parts.filter((part) => (part.partNumber ?? 0) > marker)
  const page = after.slice(0, limit)
  return {
    TotalPartsCount: parts.length,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.partNumber ?? 0),
    MaxParts: limit,
    IsTruncated: after.length > page.length,
    Parts: page.map((part) => ({ PartNumber: part.partNumber, Size: part.size, [`Checksum${object.checksum.algorithm}`]: part.checksum })),
  } as GetObjectAttributesParts
}
