/** A new password for a user: checked against the account's policy and the earlier ones, hashed off the main thread. */
import { hashPassword, verifyPassword } from '../../../lib/password-hash.ts'
import type { Database } from '../../../operation.ts'
import { noSuchLoginProfile, passwordPolicyViolation } from '../errors.ts'
import { limits } from '../limits.ts'
import * as passwords from './password.store.ts'
import * as policies from './password-policy.store.ts'
import { checkPassword } from './password-policy.ts'

/** AWS remembers 24. */
const MOST_EARLIER = 24

export interface PasswordOwner {
  readonly account: string
  readonly name: string
}

/** The hash of a password that the user may have. Throws PasswordPolicyViolation. */
export async function acceptedHash(db: Database, { account, name }: PasswordOwner, password: string): Promise<string> {
  const policy = policies.find(db, account)
  checkPassword(policy, password, name)
  const now = passwords.find(db, account, name)
  const forbidden = now && policy?.reusePrevention ? [now.hash, ...now.earlier].slice(0, policy.reusePrevention) : []
  for (const hash of forbidden) {
    if (await verifyPassword(password, hash, limits.passwordCost)) throw passwordPolicyViolation('Password has been used before. Please choose another one.')
  }
  return hashPassword(password, limits.passwordCost)
}

/** In the open transaction. Throws NoSuchEntity when the user lost its login profile meanwhile. */
export function storePassword(db: Database, { account, name }: PasswordOwner, hash: string, resetRequired: boolean | undefined, at: Date): void {
  const before = passwords.find(db, account, name)
  if (!before) throw noSuchLoginProfile(name)
  const earlier = [before.hash, ...before.earlier].slice(0, MOST_EARLIER)
  passwords.change(db, account, name, hash, earlier, resetRequired ?? before.resetRequired, at)
}
