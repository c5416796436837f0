/** Small secrets that travel through clients: encrypted, authenticated, bound to a purpose, with an end. Stateless: whoever holds the key can open them. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
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
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(associated)
      const text = JSON.stringify({ e: expiresAt.getTime(), c: content })
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
    },
    open<Content>(sealed: string): Opened<Content> | undefined {
      if (sealed.length > MAX_SEALED_CHARACTERS || !isBase64Url(sealed)) return undefined
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      decipher.setAAD(associated).setAuthTag(bytes.subarray(bytes.length - TAG_BYTES))
      try {
        const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES)), decipher.final()]).toString('utf8')
        const { e, c } = JSON.parse(text) as { e: number; c: Content }
        return { content: c, expiresAt: new Date(e) }
      } catch {
        return undefined
      }
    },
  }
}

const isBase64Url = (text: string): boolean => /^[A-Za-z0-9_-]+$/.test(text)
