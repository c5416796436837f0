/** The arithmetic of Signature Version 4: keys and signatures. What is signed stands in canonical.ts. */
import { createHmac, hash, timingSafeEqual } from 'node:crypto'

/** SHA-256 of nothing, hex. */
export const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

export interface CredentialScope {
  /** YYYYMMDD. */
  readonly date: string
  readonly region: string
  /** The service's signing name: `s3`, `sagemaker`, `monitoring` … */
  readonly service: string
}

export const scopeText = (scope: CredentialScope): string => `${scope.date}/${scope.region}/${scope.service}/aws4_request`

/** `canonical` is a byte string. */
export function stringToSign(time: string, scope: CredentialScope, canonical: string): string {
  return `AWS4-HMAC-SHA256\n${time}\n${scopeText(scope)}\n${sha256(Buffer.from(canonical, 'latin1'))}`
}

export const sha256 = (bytes: Uint8Array | string): string => hash('sha256', bytes, 'hex')

/** A key for HMAC-SHA256 in the form that signs fastest: each pad is a block that a hash begins with (RFC 2104). */
export interface SigningKey {
  readonly inner: Buffer
  readonly outer: Buffer
}

const BLOCK_BYTES = 64
const DIGEST_BYTES = 32

/** `bytes` is not longer than a block: derived keys have the length of a digest. */
function signingKey(bytes: Buffer): SigningKey {
  const padded = (pad: number, rest: number) =>
    Buffer.concat([Buffer.from(Array.from({ length: BLOCK_BYTES }, (_, at) => (bytes[at] ?? 0) ^ pad)), Buffer.alloc(rest)])
  return { inner: padded(0x36, 0), outer: padded(0x5c, DIGEST_BYTES) }
}

/** Hex signature of a string to sign. Two hashes in one call each: Node's Hmac object costs three times as much for a text this short. */
export function sign({ inner, outer }: SigningKey, text: string): string {
  const message = Buffer.allocUnsafe(BLOCK_BYTES + text.length)
  message.set(inner)
  message.write(text, BLOCK_BYTES, 'latin1')
  outer.set(hash('sha256', message, 'buffer'), BLOCK_BYTES)
  return hash('sha256', outer, 'hex')
}

/** Compares two signatures in a time that does not depend on where they differ. */
export function sameSignature(expected: string, given: string): boolean {
  const a = Buffer.from(expected, 'latin1')
  const b = Buffer.from(given, 'latin1')
  return a.length === b.length && timingSafeEqual(a, b)
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

export function deriveKey(secret: string, scope: CredentialScope): SigningKey {
  const date = hmac(Buffer.from(`AWS4${secret}`), scope.date)
  return signingKey(hmac(hmac(hmac(date, scope.region), scope.service), 'aws4_request'))
}

export type SigningKeys = (accessKeyId: string, secret: string, scope: CredentialScope) => SigningKey

/**
 * Signing keys that were derived lately: deriving takes four HMACs.
 * Whether the access key still counts is the keyring's to say at each request; a key id with another secret derives anew.
 */
export function createSigningKeys(capacity: number): SigningKeys {
  const kept = new Map<string, { readonly secret: string; readonly key: SigningKey }>()
  return (accessKeyId, secret, scope) => {
    const name = `${accessKeyId}/${scope.date}/${scope.region}/${scope.service}`
    const found = kept.get(name)
    if (found?.secret === secret) return found.key
    const key = deriveKey(secret, scope)
    kept.delete(name)
    if (kept.size >= capacity) kept.delete(kept.keys().next().value as string)
    kept.set(name, { secret, key })
    return key
  }
}
