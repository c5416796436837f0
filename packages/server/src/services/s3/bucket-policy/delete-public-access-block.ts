import type { DeletePublicAccessBlockRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { putBlock } from './bucket-policy.store.ts'

/** Nothing is blocked any more. */
export const deletePublicAccessBlock: Operation<DeletePublicAccessBlockRequest, Record<string, never>> = (input, ctx) => {
  putBlock(ctx.db, mustFind(ctx, input.Bucket, input.ExpectedBucketOwner).name, undefined)
  return {}
}
