import type { PutBucketEncryptionRequest } from '@aws-sdk/client-s3'
import type { Operation } from '../../../operation.ts'
import { invalidArgument, malformedXml, notImplementedHeader } from '../errors.ts'
import { setEncryption } from './bucket.store.ts'
import { mustFind } from './bucket.ts'

/** The default for objects whose PutObject names no encryption. */
export const putBucketEncryption: Operation<PutBucketEncryptionRequest, Record<string, never>> = (input, ctx) => {
  const bucket = mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
  const { Rules: rules = [] } = input.ServerSideEncryptionConfiguration
  const { SSEAlgorithm: algorithm, KMSMasterKeyID: keyId } = rules[0]?.ApplyServerSideEncryptionByDefault ?? {}
  if (rules.length !== 1 || (algorithm !== undefined && !['AES256', 'aws:kms', 'aws:kms:dsse'].includes(algorithm))) throw malformedXml()
  if (algorithm === 'aws:kms:dsse') throw notImplementedHeader('SSEAlgorithm aws:kms:dsse')
  if (algorithm === 'AES256' && keyId !== undefined)
    throw invalidArgument(
      'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
      'ApplyServerSideEncryptionByDefault',
      keyId,
    )
  setEncryption(ctx.db, bucket.name, input.ServerSideEncryptionConfiguration)
  return {}
}
