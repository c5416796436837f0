/** What all operations that use a key have in common. */
import type { Context } from '../../../operation.ts'
import { dryRunSucceeded, incorrectKey, invalidAlgorithm, invalidCiphertext, unreachableKey, unsupported } from '../errors.ts'
import { checkGrantTokens } from '../grant/grant-token.ts'
import * as keys from '../key/key.store.ts'
import { type Key, keyArn, mustServe } from '../key/key.ts'
import { mustFindKey } from '../key/key-id.ts'
import { currentMaterial, materialOf, type OpenMaterial } from '../key/material.ts'
import { decryptWith, encryptWith, readLabel } from './ciphertext.ts'
import type { EncryptionContext } from './encryption-context.ts'

interface Request {
  readonly GrantTokens?: readonly string[] | undefined
  readonly DryRun?: boolean | undefined
  readonly Recipient?: unknown
}

/** Throws for what does not depend on the key: grant tokens that are none, and enclaves. */
export function checkRequest({ GrantTokens, Recipient }: Request): void {
  checkGrantTokens(GrantTokens)
  if (Recipient !== undefined) throw unsupported('Kenja has no Nitro enclaves: Recipient is not supported.')
}

/** With DryRun a call that would succeed ends here. */
export function endDryRun({ DryRun }: Request): void {
  if (DryRun) throw dryRunSucceeded()
}

const SYMMETRIC = 'SYMMETRIC_DEFAULT'

function checkAlgorithm(algorithm: string | undefined, { spec }: Key): void {
  if (algorithm !== undefined && algorithm !== SYMMETRIC) throw invalidAlgorithm(algorithm, spec)
}

/** A key that encrypts. Throws NotFoundException, DisabledException, KMSInvalidStateException, InvalidKeyUsageException. */
export function encryptingKey(ctx: Context, keyId: string, operation: string, algorithm?: string): Key {
  const key = mustServe(mustFindKey(ctx, keyId), 'ENCRYPT_DECRYPT', operation)
  checkAlgorithm(algorithm, key)
  return key
}

export interface Encrypted {
  readonly ciphertext: Buffer
  readonly materialId: string
}

export function encryptBytes(ctx: Context, key: Key, context: EncryptionContext, plaintext: Uint8Array): Encrypted {
  const material = currentMaterial(ctx, key)
  return { ciphertext: encryptWith(key, material, context, plaintext), materialId: material.id }
}

/** The ARN of the key that a ciphertext names, whether there is such a key or not; undefined for bytes that are no ciphertext. */
export function keyArnIn(ciphertext: Uint8Array): string | undefined {
  const label = readLabel(ciphertext)
  return label && keyArn(label, label.keyId)
}

export interface Decrypting {
  readonly ciphertext: Uint8Array
  readonly context: EncryptionContext
  /** The key that the caller says it is. */
  readonly keyId?: string | undefined
  readonly algorithm?: string | undefined
  readonly operation: string
}

/** The key that opens a ciphertext. Throws InvalidCiphertextException, IncorrectKeyException, AccessDeniedException (there is no such key here), and for its state. */
export function decryptingKey(ctx: Context, { ciphertext, keyId, algorithm, operation }: Decrypting): Key {
  const named = keyId === undefined ? undefined : mustFindKey(ctx, keyId)
  if (named) mustServe(named, 'ENCRYPT_DECRYPT', operation)
  const label = readLabel(ciphertext)
  if (!label) throw invalidCiphertext()
  if (named && (named.id !== label.keyId || named.account !== label.account)) throw incorrectKey()
  const key = named ?? (label.region === ctx.region ? keys.find(ctx, label, label.keyId) : undefined)
  if (!key) throw unreachableKey()
  checkAlgorithm(algorithm, key)
  return mustServe(key, 'ENCRYPT_DECRYPT', operation)
}

/** Throws InvalidCiphertextException. */
export function decryptBytes(ctx: Context, key: Key, { ciphertext, context }: Decrypting): { readonly plaintext: Buffer; readonly material: OpenMaterial } {
  const label = readLabel(ciphertext)
  const material = label && materialOf(ctx, key, label.material)
  const plaintext = material && decryptWith(material, context, ciphertext)
  if (!material || !plaintext) throw invalidCiphertext()
  return { plaintext, material }
}
