import type { PutPublicAccessBlockRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { putBlock } from './bucket-policy.store.ts'

/** Members left out are false, as on AWS. */
export const putPublicAccessBlock: Operation<PutPublicAccessBlockRequest, Record<string, never>> = (input, ctx) => {
  const { name } = mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  const { BlockPublicAcls = false, IgnorePublicAcls = false, BlockPublicPolicy = false, RestrictPublicBuckets = false } = input.PublicAccessBlockConfiguration
  putBlock(ctx.db, name, { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets })
  return {}
}
