import type { GetBucketLocationOutput, GetBucketLocationRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from './bucket.ts'

/** us-east-1 is told by an empty element. */
export const getBucketLocation: Operation<GetBucketLocationRequest, GetBucketLocationOutput> = (input, ctx) => {
  const { region } = mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  return region === 'us-east-1' ? {} : ({ LocationConstraint: region } as GetBucketLocationOutput)
}
