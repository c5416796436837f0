import type { ListObjectsOutput, ListObjectsRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { ownerOf } from '../names.ts'
import { listPage } from './list-page.ts'
import { commonPrefixesOf, keyEncoder, lastName, listed, markerPosition, objectsOf, pageSize } from './listing.ts'

/** Version 1. NextMarker comes only with a delimiter; without one clients go on from the last key. */
export const listObjects: Operation<ListObjectsRequest, ListObjectsOutput> = (input, ctx) => {
  const bucket = mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  const { Prefix: prefix = '', Marker: marker = '' } = input
  const delimiter = input.Delimiter || undefined
  const encode = keyEncoder(input.EncodingType)
  const limit = pageSize('max-keys', input.MaxKeys)
  const page = listPage(ctx.db, { bucket: bucket.name, prefix, delimiter, limit, ...markerPosition(marker, prefix, delimiter) })
  const next = page.truncated && delimiter !== undefined ? lastName(page.entries) : undefined
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    Marker: encode(marker),
    MaxKeys: limit,
    ...(delimiter !== undefined && { Delimiter: encode(delimiter) }),
    ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
    IsTruncated: page.truncated,
    ...(next && { NextMarker: encode(next.name) }),
    Contents: objectsOf(page.entries).map((object) => ({ ...listed(object, encode), Owner: ownerOf(bucket.account) })),
    CommonPrefixes: commonPrefixesOf(page.entries, encode),
  } as ListObjectsOutput
}
