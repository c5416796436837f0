import type { GetBucketPolicyStatusOutput, GetBucketPolicyStatusRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { noSuchBucketPolicy } from '../errors.ts'
import { findPolicy } from './bucket-policy.store.ts'

export const getBucketPolicyStatus: Operation<GetBucketPolicyStatusRequest, GetBucketPolicyStatusOutput> = (input, ctx) => {
  const policy = findPolicy(ctx.db, mustFind(ctx, input.Bucket, input.ExpectedBucketOwner).name)
  if (!policy) throw noSuchBucketPolicy(input.Bucket)
  return { PolicyStatus: { IsPublic: policy.isPublic } }
}
