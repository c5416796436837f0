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

/** IAM's unique ids: user, role, managed policy, long-term key, temporary key. The prefix tells the kind. */
export type IamIdPrefix = 'AIDA' | 'AROA' | 'ANPA' | 'AKIA' | 'ASIA'

/** A prefix and 17 (ids) or 16 (access keys) base-32 letters: 21 or 20 characters, as IAM makes them. */
export const iamId = (prefix: IamIdPrefix): string => prefix + pick(BASE32, prefix === 'AKIA' || prefix === 'ASIA' ? 16 : 17)

/** 40 characters, as IAM's secret access keys. */
export const secretAccessKey = (): string => pick(BASE64_LIKE, 40)

/** Lower-case letters and digits. */
export const lowerId = (length: number): string => pick(LOWER_ALPHANUMERIC, length)

export const uuid = (): string => randomUUID()
