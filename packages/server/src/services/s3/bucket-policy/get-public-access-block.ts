import type { GetPublicAccessBlockOutput, GetPublicAccessBlockRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { noSuchPublicAccessBlock } from '../errors.ts'
import { blockOf } from './public-access-block.ts'

export const getPublicAccessBlock: Operation<GetPublicAccessBlockRequest, GetPublicAccessBlockOutput> = (input, ctx) => {
  const block = blockOf(ctx.db, mustFind(ctx, input.Bucket, input.ExpectedBucketOwner).name)
  if (!block) throw noSuchPublicAccessBlock(input.Bucket)
  return { PublicAccessBlockConfiguration: block }
}
