import type { GetObjectAclOutput, GetObjectAclRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { ownersGrant } from '../names.ts'
import { mustFindObject } from './object.ts'

/** Access lists are disabled (BucketOwnerEnforced): the bucket's owner has everything, nobody else anything. */
export const getObjectAcl: Operation<GetObjectAclRequest, GetObjectAclOutput> = (input, ctx) => {
  const bucket = mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  mustFindObject(ctx, input.Bucket, input.Key, input.VersionId)
  return ownersGrant(bucket.account)
}
