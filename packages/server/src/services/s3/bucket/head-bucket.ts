import type { HeadBucketOutput, HeadBucketRequest } from '@aws-sdk/client-s3'
import { type Operation, ServiceError } from '../../../operation.ts'
import { notFound } from '../errors.ts'
import { bucketArn } from '../names.ts'
import { mustFind } from './bucket.ts'

/** A missing bucket is a bare 404, another owner's a bare 403: clients compare the status alone. */
export const headBucket: Operation<HeadBucketRequest, HeadBucketOutput> = (input, ctx) => {
  try {
    const bucket = mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
    return { BucketArn: bucketArn(bucket.name), BucketRegion: bucket.region, AccessPointAlias: false }
  } catch (error) {
    throw error instanceof ServiceError && error.httpStatus === 404 ? notFound() : error
  }
}
