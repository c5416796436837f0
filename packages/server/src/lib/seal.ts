/** Small secrets that travel through clients: encrypted, authenticated, bound to a purpose, with an end. Stateless: whoever holds the key can open them. */
import { hkdfSync, randomBytes } from 'node:crypto'
import { decryptGcm, encryptGcm, NONCE_BYTES } from './aes-gcm.ts'

/** Longer texts are not ours: refused before any decoding. */
const MAX_SEALED_CHARACTERS = 16 * 1024

export interface Opened<Content> {
  readonly content: Content
  readonly expiresAt: Date
}

export interface Sealer {
  /** Base64url text of `content` (as JSON), good for the same purpose until `expiresAt`. */
  seal(content: unknown, expiresAt: Date): string
  /** What was sealed, expired or not (the caller compares `expiresAt`); undefined when it was not sealed by this key for this purpose. */
  open<Content>(sealed: string): Opened<Content> | undefined
}

/** A sealer for one purpose, for example `sts-session`: what is sealed for one purpose cannot be opened for another. */
export function createSealer(secret: Uint8Array, purpose: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `kenja seal ${purpose}`, 32))
  const associated = Buffer.from(purpose)
  return {
    seal(content, expiresAt) {
      const nonce = randomBytes(NONCE_BYTES)
      const text = JSON.stringify({ e: expiresAt.getTime(), c: content })
      return Buffer.concat([nonce, encryptGcm({ key, nonce, associated }, Buffer.from(text))]).toString('base64url')
    },
    open<Content>(sealed: string): Opened<Content> | undefined {
      if (sealed.length > MAX_SEALED_CHARACTERS || !isBase64Url(sealed)) return undefined
      const bytes = Buffer.from(sealed, 'base64url')
      const text = decryptGcm({ key, nonce: bytes.subarray(0, NONCE_BYTES), associated }, bytes.subarray(NONCE_BYTES))
      if (!text) return undefined
      const { e, c } = JSON.parse(text.toString('utf8')) as { e: number; c: Content }
      return { content: c, expiresAt: new Date(e) }
    },
  }
}

const isBase64Url = (text: string): boolean => /^[A-Za-z0-9_-]+$/.test(text)
