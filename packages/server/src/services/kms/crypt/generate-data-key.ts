import type { GenerateDataKeyRequest, GenerateDataKeyResponse } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { makeDataKey } from './data-key.ts'

export const generateDataKey: Operation<GenerateDataKeyRequest, GenerateDataKeyResponse> = (input, ctx) => {
  const { key, plaintext, ciphertext, materialId } = makeDataKey(ctx, input, 'GenerateDataKey')
  return { CiphertextBlob: ciphertext, Plaintext: plaintext, KeyId: key.arn, KeyMaterialId: materialId }
}
