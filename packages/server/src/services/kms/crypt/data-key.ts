/** Data keys: random bytes for others to encrypt with, and the same under the KMS key. */
import { randomBytes } from 'node:crypto'
import type { GenerateDataKeyRequest } from '@aws-sdk/client-kms'
import type { Context, Valid } from '../../../operation.ts'
import { validation } from '../errors.ts'
import type { Key } from '../key/key.ts'
import { contextOf } from './encryption-context.ts'
import { checkRequest, type Encrypted, encryptBytes, encryptingKey, endDryRun } from './use-key.ts'

type Input = Pick<Valid<GenerateDataKeyRequest>, 'KeyId' | 'KeySpec' | 'NumberOfBytes' | 'EncryptionContext' | 'GrantTokens' | 'DryRun' | 'Recipient'>

/** Exactly one of the two says how long it is. Throws ValidationException. */
function lengthOf({ KeySpec, NumberOfBytes }: Input): number {
  if ((KeySpec === undefined) === (NumberOfBytes === undefined)) throw validation('Please specify either number of bytes or key spec.')
  return NumberOfBytes ?? (KeySpec === 'AES_128' ? 16 : 32)
}

export interface MadeDataKey extends Encrypted {
  readonly key: Key
  readonly plaintext: Buffer
}

export function makeDataKey(ctx: Context, input: Input, operation: string): MadeDataKey {
  checkRequest(input)
  const length = lengthOf(input)
  const key = encryptingKey(ctx, input.KeyId, operation)
  const context = contextOf(input.EncryptionContext)
  endDryRun(input)
  const plaintext = randomBytes(length)
  return { key, plaintext, ...encryptBytes(ctx, key, context, plaintext) }
}
