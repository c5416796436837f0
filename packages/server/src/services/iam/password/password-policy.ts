/** What a password of the account's users must look like (AWS: "Set an account password policy for IAM users"). */
import { passwordPolicyViolation } from '../errors.ts'
import { limits } from '../limits.ts'

export interface PasswordPolicyRecord {
  readonly minimumLength: number
  readonly symbols: boolean
  readonly numbers: boolean
  readonly upper: boolean
  readonly lower: boolean
  /** Users may change their own, whatever their policies say. */
  readonly mayChange: boolean
  readonly maxAgeDays: number | undefined
  /** How many earlier passwords may not come again. */
  readonly reusePrevention: number | undefined
  /** Whoever let the password grow too old can only be helped by an administrator. */
  readonly hardExpiry: boolean
}

/** What UpdateAccountPasswordPolicy sets where nothing is said. */
export const emptyPolicy: PasswordPolicyRecord = {
  minimumLength: 6,
  symbols: false,
  numbers: false,
  upper: false,
  lower: false,
  mayChange: false,
  maxAgeDays: undefined,
  reusePrevention: undefined,
  hardExpiry: false,
}

const SYMBOLS = /[!@#$%^&*()_+\-=[\]{}|']/
const kinds = [/[A-Z]/, /[a-z]/, /[0-9]/, SYMBOLS]

const DEFAULT_LENGTH = 8
const DEFAULT_KINDS = 3

/** Throws PasswordPolicyViolation. Without a policy of the account AWS's default holds: eight characters of three kinds, and not the user's name. */
export function checkPassword(policy: PasswordPolicyRecord | undefined, password: string, userName: string): void {
  const must = (kept: boolean, words: string) => {
    if (!kept) throw passwordPolicyViolation(words)
  }
  must(password.length <= limits.passwordCharacters, `Password should have a maximum length of ${limits.passwordCharacters}`)
  const shortest = policy?.minimumLength ?? DEFAULT_LENGTH
  must(password.length >= shortest, `Password should have a minimum length of ${shortest}`)
  if (!policy) {
    must(kinds.filter((kind) => kind.test(password)).length >= DEFAULT_KINDS, 'Password does not conform to the account password policy.')
    must(password.toLowerCase() !== userName.toLowerCase(), 'Password does not conform to the account password policy.')
    return
  }
  must(!policy.upper || /[A-Z]/.test(password), 'Password should have at least one uppercase letter')
  must(!policy.lower || /[a-z]/.test(password), 'Password should have at least one lowercase letter')
  must(!policy.numbers || /[0-9]/.test(password), 'Password should have at least one number')
  must(!policy.symbols || SYMBOLS.test(password), "Password should have at least one of the following symbols: ! @ # $ % ^ & * ( ) _ + - = [ ] { } | '")
}

const DAY_MS = 86_400_000

/** When a password set at `changedAt` ends; undefined: never. */
export function expiryOf(policy: PasswordPolicyRecord | undefined, changedAt: Date): Date | undefined {
  return policy?.maxAgeDays === undefined ? undefined : new Date(changedAt.getTime() + policy.maxAgeDays * DAY_MS)
}
