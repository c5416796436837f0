import type { ListBucketsOutput, ListBucketsRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { invalidArgument } from '../errors.ts'
import { MAX_BUCKETS_PAGE } from '../limits.ts'
import { bucketArn, ownerOf } from '../names.ts'
import { page } from './bucket.store.ts'

export const listBuckets: Operation<ListBucketsRequest, ListBucketsOutput> = (input, ctx) => {
  const { Prefix: prefix = '', BucketRegion: region, ContinuationToken: token } = input
  const limit = input.MaxBuckets ?? MAX_BUCKETS_PAGE
  if (limit < 1 || limit > MAX_BUCKETS_PAGE)
    throw invalidArgument(`Argument max-buckets must be an integer between 1 and ${MAX_BUCKETS_PAGE}`, 'max-buckets', limit)
  const after = token === undefined ? '' : Buffer.from(token, 'base64url').toString()
  const found = page(ctx.db, ctx.account, { after, prefix, region, limit: limit + 1 })
  const buckets = found.slice(0, limit)
  const last = found.length > limit ? buckets.at(-1) : undefined
  return {
    Buckets: buckets.map((bucket) => ({ Name: bucket.name, CreationDate: bucket.createdAt, BucketRegion: bucket.region, BucketArn: bucketArn(bucket.name) })),
    Owner: ownerOf(ctx.account),
    ...(last && { ContinuationToken: Buffer.from(last.name).toString('base64url') }),
    ...(input.Prefix !== undefined && { Prefix: prefix }),
  }
}
