import type { PutBucketEncryptionRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { malformedXml } from '../errors.ts'
import { setEncryption } from './bucket.store.ts'
import { mustFind } from './bucket.ts'

/** The default for objects whose PutObject names no encryption. */
export const putBucketEncryption: Operation<PutBucketEncryptionRequest, Record<string, never>> = (input, ctx) => {
  const bucket = mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  const { Rules: rules = [] } = input.ServerSideEncryptionConfiguration
  const algorithm = rules[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm
  if (rules.length !== 1 || (algorithm !== undefined && !['AES256', 'aws:kms', 'aws:kms:dsse'].includes(algorithm))) throw malformedXml()
  setEncryption(ctx.db, bucket.name, input.ServerSideEncryptionConfiguration)
  return {}
}
