import type { DeleteBucketEncryptionRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { setEncryption } from './bucket.store.ts'
import { mustFind } from './bucket.ts'

/** Back to S3's own default. */
export const deleteBucketEncryption: Operation<DeleteBucketEncryptionRequest, Record<string, never>> = (input, ctx) => {
  setEncryption(ctx.db, mustFind(ctx, input.Bucket, input.ExpectedBucketOwner).name, undefined)
  return {}
}
