import type { GetBucketVersioningOutput, GetBucketVersioningRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from './bucket.ts'

/** Never set: an empty answer. */
export const getBucketVersioning: Operation<GetBucketVersioningRequest, GetBucketVersioningOutput> = (input, ctx) => {
  mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  return {}
}
