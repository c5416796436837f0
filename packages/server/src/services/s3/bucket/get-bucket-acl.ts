import type { GetBucketAclOutput, GetBucketAclRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { ownersGrant } from '../names.ts'
import { mustFind } from './bucket.ts'

/** Access lists are disabled (BucketOwnerEnforced): the owner has everything, nobody else anything. */
export const getBucketAcl: Operation<GetBucketAclRequest, GetBucketAclOutput> = (input, ctx) =>
  ownersGrant(mustFind(ctx, input.Bucket, input.ExpectedBucketOwner).account)
