import type { ListObjectsV2Output, ListObjectsV2Request } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { invalidArgument } from '../errors.ts'
import { ownerOf } from '../names.ts'
import { listPage } from './list-page.ts'
import { commonPrefixesOf, keyEncoder, lastName, listed, objectsOf, pageSize } from './listing.ts'

export const listObjectsV2: Operation<ListObjectsV2Request, ListObjectsV2Output> = (input, ctx) => {
  const bucket = mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  const { Prefix: prefix = '', StartAfter: startAfter = '', ContinuationToken: token } = input
  const delimiter = input.Delimiter || undefined
  const encode = keyEncoder(input.EncodingType)
  const limit = pageSize('max-keys', input.MaxKeys)
  const position = !token ? { after: startAfter } : readToken(token)
  const { entries, truncated } = listPage(ctx.db, { bucket: bucket.name, prefix, delimiter, limit, ...position })
  const next = truncated ? lastName(entries) : undefined
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    ...(delimiter !== undefined && { Delimiter: encode(delimiter) }),
    MaxKeys: limit,
    ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
    KeyCount: entries.length,
    IsTruncated: truncated,
    ...(token !== undefined && { ContinuationToken: token }),
    ...(next && { NextContinuationToken: writeToken(next) }),
    ...(input.StartAfter !== undefined && { StartAfter: encode(startAfter) }),
    Contents: objectsOf(entries).map((object) => ({ ...listed(object, encode), ...(input.FetchOwner && { Owner: ownerOf(bucket.account) }) })),
    CommonPrefixes: commonPrefixesOf(entries, encode),
  } as ListObjectsV2Output
}

/** Opaque to clients. It grants nothing that StartAfter would not: so it is not signed. */
const writeToken = ({ name, kind }: { name: string; kind: 'key' | 'prefix' }) => Buffer.from(`${kind}:${name}`).toString('base64url')

function readToken(token: string): { after: string; afterPrefix?: string } {
  const match = /^(key|prefix):(.*)$/s.exec(Buffer.from(token, 'base64url').toString())
  if (!match) throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token)
  const [, kind, name = ''] = match
  return kind === 'key' ? { after: name } : { after: name, afterPrefix: name }
}
