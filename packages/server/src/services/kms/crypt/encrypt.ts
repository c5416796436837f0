import type { EncryptRequest, EncryptResponse } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { contextOf } from './encryption-context.ts'
import { checkRequest, encryptBytes, encryptingKey, endDryRun } from './use-key.ts'

export const encrypt: Operation<EncryptRequest, EncryptResponse> = (input, ctx) => {
  checkRequest(input)
  const key = encryptingKey(ctx, input.KeyId, 'Encrypt', input.EncryptionAlgorithm)
  const context = contextOf(input.EncryptionContext)
  endDryRun(input)
  return { CiphertextBlob: encryptBytes(ctx, key, context, input.Plaintext).ciphertext, KeyId: key.arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' }
}
