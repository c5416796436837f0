import type { ListObjectVersionsOutput, ListObjectVersionsRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { invalidArgument } from '../errors.ts'
import { ownerOf } from '../names.ts'
import { listPage } from './list-page.ts'
import { commonPrefixesOf, keyEncoder, lastName, listed, markerPosition, objectsOf, pageSize } from './listing.ts'

/** Every object of an unversioned bucket has one version, `null`. */
export const listObjectVersions: Operation<ListObjectVersionsRequest, ListObjectVersionsOutput> = (input, ctx) => {
  const bucket = mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  const { Prefix: prefix = '', KeyMarker: marker = '', VersionIdMarker: versionMarker } = input
  if (versionMarker !== undefined && marker === '') {
    throw invalidArgument('A version-id marker cannot be specified without a key marker.', 'version-id-marker', versionMarker)
  }
  const delimiter = input.Delimiter || undefined
  const encode = keyEncoder(input.EncodingType)
  const limit = pageSize('max-keys', input.MaxKeys)
  const { entries, truncated } = listPage(ctx.db, { bucket: bucket.name, prefix, delimiter, limit, ...markerPosition(marker, prefix, delimiter) })
  const next = truncated ? lastName(entries) : undefined
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    KeyMarker: encode(marker),
    VersionIdMarker: versionMarker ?? '',
    MaxKeys: limit,
    ...(delimiter !== undefined && { Delimiter: encode(delimiter) }),
    ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
    IsTruncated: truncated,
    ...(next && { NextKeyMarker: encode(next.name), ...(next.kind === 'key' && { NextVersionIdMarker: 'null' }) }),
    Versions: objectsOf(entries).map((object) => ({ ...listed(object, encode), VersionId: 'null', IsLatest: true, Owner: ownerOf(bucket.account) })),
    CommonPrefixes: commonPrefixesOf(entries, encode),
  } as ListObjectVersionsOutput
}
