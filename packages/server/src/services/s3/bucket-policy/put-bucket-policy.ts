import type { PutBucketPolicyRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { publicPolicyBlocked } from '../errors.ts'
import { bucketArn } from '../names.ts'
import { putPolicy } from './bucket-policy.store.ts'
import { checkBucketPolicy } from './check-policy.ts'
import { blockOf } from './public-access-block.ts'

export const putBucketPolicy: Operation<PutBucketPolicyRequest, Record<string, never>> = (input, ctx) => {
  const { name } = mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  const { isPublic } = checkBucketPolicy(ctx, name, input.Policy)
  if (isPublic && blockOf(ctx.db, name)?.BlockPublicPolicy) throw publicPolicyBlocked(ctx.call.principal.arn, bucketArn(name))
  putPolicy(ctx.db, name, { document: input.Policy, isPublic })
  return {}
}
