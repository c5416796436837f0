/** Passwords as scrypt hashes (RFC 7914): `scrypt$N$r$p$salt$hash`, so that the cost can rise without losing the old ones. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

export interface PasswordCost {
  /** Work and memory: a power of two. */
  readonly N: number
  readonly r: number
  readonly p: number
}

const SALT_BYTES = 16
const HASH_BYTES = 32

/** Off the main thread; memory is 128 * N * r bytes. */
function derive(password: string, salt: Uint8Array, { N, r, p }: PasswordCost): Promise<Buffer> {
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r }
  return new Promise((resolve, reject) => {
    // Different ways to write the same character are the same password.
    scrypt(password.normalize('NFC'), salt, HASH_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

export async function hashPassword(password: string, cost: PasswordCost): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const key = await derive(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** The same work for a hash that does not exist (`undefined`): the time does not tell whether somebody has a password. */
export async function verifyPassword(password: string, hash: string | undefined, cost: PasswordCost): Promise<boolean> {
  const [kind, N, r, p, salt = '', key = ''] = hash?.split('$') ?? []
  if (kind !== 'scrypt') {
    await derive(password, randomBytes(SALT_BYTES), cost)
    return false
  }
  const derived = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) })
  const expected = Buffer.from(key, 'base64url')
  return expected.length === derived.length && timingSafeEqual(expected, derived)
}
