/** Identifiers in AWS's shapes. All random: nothing can be guessed from another one. */
import { randomBytes, randomUUID } from 'node:crypto'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const BASE64_LIKE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const LOWER_ALPHANUMERIC = 'abcdefghijklmnopqrstuvwxyz0123456789'

function pick(alphabet: string, length: number): string {
  // Values that would favour the alphabet's first letters are thrown away.
  const limit = 256 - (256 % alphabet.length)
  let text = ''
  while (text.length < length) for (const byte of randomBytes(length)) if (byte < limit && text.length < length) text += alphabet[byte % alphabet.length]
  return text
}

/** IAM's unique ids: user, role, managed policy, group, instance profile. The prefix tells the kind. */
export type IamIdPrefix = 'AIDA' | 'AROA' | 'ANPA' | 'AGPA' | 'AIPA'

/** A prefix and 17 base-32 letters: 21 characters, as IAM makes them. */
export const iamId = (prefix: IamIdPrefix): string => prefix + pick(BASE32, 17)

const KEY_BYTES = 10
const ACCOUNT_SHIFT = 7n
const ACCOUNT_MASK = (1n << 40n) - 1n

/**
 * An access key id of 20 characters: a long-term key (AKIA) or a temporary one (ASIA). As in AWS's own, 40 of its 80 bits are the account's number
 * (observed by many; see "A short note on AWS key IDs", Tal Be'ery, 2023), so that GetAccessKeyInfo needs no record of it; the others are random.
 */
export function accessKeyId(prefix: 'AKIA' | 'ASIA', account: string): string {
  const bytes = randomBytes(KEY_BYTES)
  const noise = bytes.readUIntBE(0, 6)
  const low = BigInt(noise) & ((1n << ACCOUNT_SHIFT) - 1n)
  const high = BigInt(noise) & (1n << 47n)
  bytes.writeUIntBE(Number(high | (BigInt(account) << ACCOUNT_SHIFT) | low), 0, 6)
  return prefix + base32(bytes)
}

/** The account in an access key id; undefined for a text that is none. */
export function accountOfAccessKeyId(id: string): string | undefined {
  if (!/^(AKIA|ASIA)[A-Z2-7]{16}$/.test(id)) return undefined
  let bits = 0n
  for (const letter of id.slice(4)) bits = (bits << 5n) | BigInt(BASE32.indexOf(letter))
  const account = (bits >> (32n + ACCOUNT_SHIFT)) & ACCOUNT_MASK
  return account < 10n ** 12n ? String(account).padStart(12, '0') : undefined
}

/** RFC 4648, without padding. */
export function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(held >>> (bits - 5)) & 31]
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + BASE32[(held << (5 - bits)) & 31] : text
}

/** Letters and digits that people copy from a terminal: none that look alike. 24 of them have 139 bits. */
export const password = (length: number): string => pick('ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789', length)

/** 40 characters, as IAM's secret access keys. */
export const secretAccessKey = (): string => pick(BASE64_LIKE, 40)

/** An account's twelve digits. The first is none that a form would drop. */
export const accountNumber = (): string => pick('123456789', 1) + pick('0123456789', 11)

/** Lower-case letters and digits. */
export const lowerId = (length: number): string => pick(LOWER_ALPHANUMERIC, length)

export const uuid = (): string => randomUUID()
