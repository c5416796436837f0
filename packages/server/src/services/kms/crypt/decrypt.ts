import type { DecryptRequest, DecryptResponse } from '@aws-sdk/client-kms'
import type { Demand } from '../../../access.ts'
import type { Context, Operation, Valid } from '../../../operation.ts'
import { arnOfKeyId } from '../access.ts'
import { unsupported, validation } from '../errors.ts'
import { contextOf } from './encryption-context.ts'
import { checkRequest, type Decrypting, decryptBytes, decryptingKey, endDryRun, keyArnIn } from './use-key.ts'

/** On the key that the request names, else on the one that the ciphertext names. Bytes that are no ciphertext are nobody's secret. */
export function* authorizes(input: Valid<DecryptRequest>, ctx: Context): Iterable<Demand> {
  const resource = input.KeyId === undefined ? input.CiphertextBlob && keyArnIn(input.CiphertextBlob) : arnOfKeyId(ctx, input.KeyId)
  if (resource !== undefined) yield { action: 'kms:Decrypt', resource }
}

export const decrypt: Operation<DecryptRequest, DecryptResponse> = (input, ctx) => {
  checkRequest(input)
  if (input.DryRunModifiers?.length) throw unsupported('Kenja does not support DryRunModifiers.')
  const { CiphertextBlob: ciphertext, KeyId: keyId, EncryptionAlgorithm: algorithm } = input
  if (ciphertext === undefined) throw validation('CiphertextBlob is required.')
  const decrypting: Decrypting = { ciphertext, context: contextOf(input.EncryptionContext), keyId, algorithm, operation: 'Decrypt' }
  const key = decryptingKey(ctx, decrypting)
  const { plaintext, material } = decryptBytes(ctx, key, decrypting)
  endDryRun(input)
  return { KeyId: key.arn, Plaintext: plaintext, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT', KeyMaterialId: material.id }
}
