import type { DeleteBucketPolicyRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { removePolicy } from './bucket-policy.store.ts'

/** None to delete is no error. */
export const deleteBucketPolicy: Operation<DeleteBucketPolicyRequest, Record<string, never>> = (input, ctx) => {
  removePolicy(ctx.db, mustFind(ctx, input.Bucket, input.ExpectedBucketOwner).name)
  return {}
}
