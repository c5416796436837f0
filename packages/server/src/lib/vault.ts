/** Secrets at rest: wrapped under a key that is worked out from the home's secret, which only the server's user can read. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

export interface Vault {
  /** The bytes, encrypted and bound to `name`: under another name they cannot be opened. */
  wrap(plain: Uint8Array, name: string): Uint8Array
  /** Throws when the bytes are not what `wrap` made for this name, or the home has another secret. */
  unwrap(wrapped: Uint8Array, name: string): Buffer
}

/** Vaults of different purposes have different keys. */
export function createVault(secret: Uint8Array, purpose: string): Vault {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `kenja vault ${purpose}`, 32))
  return {
    wrap(plain, name) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(name))
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    unwrap(wrapped, name) {
      const bytes = Buffer.from(wrapped)
      const end = bytes.length - TAG_BYTES
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      decipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(end))
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, end)), decipher.final()])
    },
  }
}
