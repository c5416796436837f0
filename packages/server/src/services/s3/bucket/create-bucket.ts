import type { CreateBucketOutput, CreateBucketRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import {
  bucketAclNotSupported,
  bucketAlreadyExists,
  bucketAlreadyOwnedByYou,
  illegalLocationConstraint,
  invalidLocationConstraint,
  notImplementedHeader,
  tooManyBuckets,
} from '../errors.ts'
import { MAX_BUCKETS } from '../limits.ts'
import { bucketArn, checkBucketName } from '../names.ts'
import { checkTags } from '../tags.ts'
import * as buckets from './bucket.store.ts'

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/

/** Canned ACLs that give nobody else anything. Those of the bucket's owner are for objects: S3 ignores them here. Source: S3 user guide, "Canned ACL". */
const GRANTS_NOTHING: ReadonlySet<string> = new Set(['private', 'bucket-owner-read', 'bucket-owner-full-control'])

export const createBucket: Operation<CreateBucketRequest, CreateBucketOutput> = (input, ctx) => {
  const { Bucket: name, CreateBucketConfiguration: configuration } = input
  checkBucketName(name)
  if (input.ACL !== undefined && !GRANTS_NOTHING.has(input.ACL)) throw bucketAclNotSupported()
  if (input.ObjectLockEnabledForBucket) throw notImplementedHeader('x-amz-bucket-object-lock-enabled')
  if (input.ObjectOwnership !== undefined && input.ObjectOwnership !== 'BucketOwnerEnforced') throw notImplementedHeader('x-amz-object-ownership')
  const region = regionOf(configuration?.LocationConstraint, ctx.region)
  const answer: CreateBucketOutput = { Location: region === 'us-east-1' ? `/${name}` : `http://${name}.s3.amazonaws.com/`, BucketArn: bucketArn(name) }
  const existing = buckets.find(ctx.db, name)
  if (existing && existing.account !== ctx.account) throw bucketAlreadyExists(name)
  if (existing) {
    // The oldest region still answers a repeated creation as if it were the first.
    if (region === 'us-east-1' && existing.region === region) return answer
    throw bucketAlreadyOwnedByYou(name)
  }
  if (buckets.count(ctx.db, ctx.account) >= MAX_BUCKETS) throw tooManyBuckets()
  const tags = configuration?.Tags ? checkTags('Bucket', configuration.Tags) : undefined
  buckets.insert(ctx.db, { name, account: ctx.account, region, createdAt: ctx.now, tags, encryption: undefined })
  return answer
}

/** us-east-1 makes buckets anywhere and is never named; any other region makes its own only, and wants to be named. */
function regionOf(constraint: string | undefined, endpoint: string): string {
  if (constraint === undefined || constraint === '') {
    if (endpoint !== 'us-east-1') throw illegalLocationConstraint('unspecified')
    return endpoint
  }
  const region = constraint === 'EU' ? 'eu-west-1' : constraint
  if (region === 'us-east-1' || !REGION.test(region)) throw invalidLocationConstraint(constraint)
  if (endpoint !== 'us-east-1' && region !== endpoint) throw illegalLocationConstraint(constraint)
  return region
}
