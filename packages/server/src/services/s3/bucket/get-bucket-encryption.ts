import type { GetBucketEncryptionOutput, GetBucketEncryptionRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { DEFAULT_ENCRYPTION, mustFind } from './bucket.ts'

export const getBucketEncryption: Operation<GetBucketEncryptionRequest, GetBucketEncryptionOutput> = (input, ctx) => ({
  ServerSideEncryptionConfiguration: mustFind(ctx, input.Bucket, input.ExpectedBucketOwner).encryption ?? DEFAULT_ENCRYPTION,
})
