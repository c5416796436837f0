/** Message authentication codes by HMAC keys. */
import { createHmac } from 'node:crypto'
import type { Context } from '../../../operation.ts'
import { invalidAlgorithm } from '../errors.ts'
import { type Key, mustServe } from '../key/key.ts'
import { mustFindKey } from '../key/key-id.ts'
import { type HmacSpec, macAlgorithm } from '../key/key-spec.ts'
import { currentMaterial } from '../key/material.ts'

/** Throws NotFoundException, InvalidKeyUsageException and for the key's state. */
export function macKey(ctx: Context, keyId: string, algorithm: string, operation: string): Key {
  const key = mustServe(mustFindKey(ctx, keyId), 'GENERATE_VERIFY_MAC', operation)
  if (macAlgorithm(key.spec as HmacSpec) !== algorithm) throw invalidAlgorithm(algorithm, key.spec)
  return key
}

/** `algorithm`: KMS's name, `HMAC_SHA_256`. */
export const macOf = (ctx: Context, key: Key, algorithm: string, message: Uint8Array): Buffer =>
  createHmac(algorithm.slice('HMAC_'.length).replace('_', '').toLowerCase(), currentMaterial(ctx, key).bytes).update(message).digest()
