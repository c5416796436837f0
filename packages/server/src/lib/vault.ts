/** Secrets at rest: wrapped under a key that is worked out from the home's secret, which only the server's user can read. */
import { hkdfSync, randomBytes } from 'node:crypto'
import { decryptGcm, encryptGcm, NONCE_BYTES } from './aes-gcm.ts'

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
      return Buffer.concat([nonce, encryptGcm({ key, nonce, associated: Buffer.from(name) }, plain)])
    },
    unwrap(wrapped, name) {
      const plain = decryptGcm({ key, nonce: wrapped.subarray(0, NONCE_BYTES), associated: Buffer.from(name) }, wrapped.subarray(NONCE_BYTES))
      if (!plain) throw new Error(`What was wrapped as "${name}" cannot be unwrapped.`)
      return plain
    },
  }
}
