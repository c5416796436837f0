import type { GenerateDataKeyWithoutPlaintextRequest, GenerateDataKeyWithoutPlaintextResponse } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { makeDataKey } from './data-key.ts'

export const generateDataKeyWithoutPlaintext: Operation<GenerateDataKeyWithoutPlaintextRequest, GenerateDataKeyWithoutPlaintextResponse> = (input, ctx) => {
  const { key, ciphertext, materialId } = makeDataKey(ctx, input, 'GenerateDataKeyWithoutPlaintext')
  return { CiphertextBlob: ciphertext, KeyId: key.arn, KeyMaterialId: materialId }
}
