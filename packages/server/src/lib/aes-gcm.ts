/** AES-256-GCM: bytes that nobody reads or changes without the key. */
import { createCipheriv, createDecipheriv } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
export const NONCE_BYTES = 12
export const TAG_BYTES = 16

export interface GcmUse {
  /** 32 bytes. */
  readonly key: Uint8Array
  /** Of NONCE_BYTES; never the same twice with one key. */
  readonly nonce: Uint8Array
  /** What is authenticated with the text, and not part of it. */
  readonly associated?: Uint8Array
}

/** The encrypted bytes, and 16 that authenticate them. */
export function encryptGcm({ key, nonce, associated = Buffer.alloc(0) }: GcmUse, plain: Uint8Array): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(associated)
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Undefined for bytes that `encryptGcm` did not make with the same three. */
export function decryptGcm({ key, nonce, associated = Buffer.alloc(0) }: GcmUse, sealed: Uint8Array): Buffer | undefined {
  const end = sealed.length - TAG_BYTES
  if (end < 0 || nonce.length !== NONCE_BYTES) return undefined
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(associated)
  decipher.setAuthTag(sealed.subarray(end))
  const start = decipher.update(sealed.subarray(0, end))
  try {
    return Buffer.concat([start, decipher.final()])
  } catch {
    return undefined
  }
}
