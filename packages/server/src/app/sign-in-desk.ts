/** Who signs in with a password, and who signs out. The gateway counts the guesses; here stands what is right. */
import type { SignInDesk, SignInOutcome, SignInRequest } from '../gateway/sign-in-desk.ts'
import type { Clock } from '../lib/clock.ts'
import { verifyPassword } from '../lib/password-hash.ts'
import type { Sealer } from '../lib/seal.ts'
import { type Principal, ServiceError } from '../operation.ts'
import * as aliases from '../services/iam/account/account-alias.store.ts'
import { accountIsKnown } from '../services/iam/account/open-account.ts'
import { limits } from '../services/iam/limits.ts'
import * as devices from '../services/iam/mfa/mfa-device.store.ts'
import { type MfaDeviceRecord, ROOT_OWNER } from '../services/iam/mfa/mfa-device.ts'
import { consumeStep, stepOfCode } from '../services/iam/mfa/verify-code.ts'
import * as passwords from '../services/iam/password/password.store.ts'
import * as policies from '../services/iam/password/password-policy.store.ts'
import { expiryOf } from '../services/iam/password/password-policy.ts'
import { acceptedHash, storePassword } from '../services/iam/password/set-password.ts'
import { endSession } from '../services/iam/session/end-session.ts'
import { signInSession } from '../services/iam/sessions.ts'
import * as users from '../services/iam/user/user.store.ts'
import { suspended } from '../services/organizations/account/account.store.ts'
import { readRootPassword } from '../store/root-password.ts'
import type { Store } from '../store/store.ts'
import type { TrailRecorder } from './trail.ts'

export interface SignInDeskParts {
  readonly store: Store
  readonly clock: Clock
  readonly home: string
  /** The account whose root's password the home holds. */
  readonly account: string
  readonly sealer: Sealer
  readonly sessionSeconds: number
  /** Keeps sign-ins on record, and those that failed. */
  readonly signedIn: TrailRecorder['signedIn']
  /** After a sign-out: the keyring must know. */
  reload(): void
}

/** Somebody who could sign in. */
interface Candidate {
  readonly principal: Principal
  /** A user's name, or `''` for root. */
  readonly owner: string
  readonly hash: string
  /** A user's password that may not be used any longer as it is. */
  readonly mustChange: boolean
  readonly expired: boolean
}

function rootCandidate({ home }: SignInDeskParts, account: string): Candidate | undefined {
  const hash = readRootPassword(home)?.hash
  const principal: Principal = { kind: 'root', account, arn: `arn:aws:iam::${account}:root`, userId: account }
  return hash === undefined ? undefined : { principal, owner: ROOT_OWNER, hash, mustChange: false, expired: false }
}

function userCandidate({ store: { db }, clock }: SignInDeskParts, account: string, userName: string): Candidate | undefined {
  const user = users.find(db, account, userName)
  const password = user && passwords.find(db, account, user.name)
  if (!user || !password) return undefined
  const policy = policies.find(db, account)
  const expiry = expiryOf(policy, password.changedAt)
  const old = expiry !== undefined && expiry <= clock.now()
  return {
    principal: { kind: 'user', account, arn: user.arn, userId: user.id },
    owner: user.name,
    hash: password.hash,
    mustChange: password.resetRequired || old,
    expired: old && policy?.hardExpiry === true,
  }
}

/** The account that somebody names by its number or alias; undefined: there is none, or it was closed. */
function accountOf(parts: SignInDeskParts, { account: named = parts.account }: SignInRequest): string | undefined {
  const { db } = parts.store
  const account = /^\d{12}$/.test(named) ? named : aliases.accountOf(db, named)
  if (account === undefined || suspended(db).includes(account)) return undefined
  return account === parts.account || accountIsKnown(db, account) ? account : undefined
}

function findCandidate(parts: SignInDeskParts, request: SignInRequest): Candidate | undefined {
  const { userName } = request
  const account = accountOf(parts, request)
  if (account === undefined) return undefined
  if (request.kind === 'user') return userName === undefined ? undefined : userCandidate(parts, account, userName)
  return account === parts.account ? rootCandidate(parts, account) : undefined
}

type Shown = { readonly device: MfaDeviceRecord; readonly step: number } | 'none-needed' | 'missing' | 'wrong'

function shownCode(db: Store['db'], now: Date, { principal, owner }: Candidate, code: string | undefined): Shown {
  const own = devices.ofOwner(db, principal.account, owner)
  if (own.length === 0) return 'none-needed'
  if (code === undefined) return 'missing'
  for (const device of own) {
    const step = stepOfCode({ now }, device, code)
    if (step !== undefined) return { device, step }
  }
  return 'wrong'
}

export function createSignInDesk(parts: SignInDeskParts): SignInDesk {
  const { store, clock, sealer, sessionSeconds } = parts

  /** The hash of the password that a user sets while signing in; undefined when nothing is to be set. */
  const newHash = async ({ principal, owner, mustChange }: Candidate, password: string | undefined): Promise<string | undefined> =>
    mustChange && password !== undefined ? acceptedHash(store.db, { account: principal.account, name: owner }, password) : undefined

  const finish = (candidate: Candidate, code: string | undefined, hash: string | undefined): SignInOutcome => {
    const { principal, owner } = candidate
    const now = clock.now()
    return store.transact((): SignInOutcome => {
      // Again, inside the transaction: of two sign-ins with one code one counts.
      const shown = shownCode(store.db, now, candidate, code)
      if (shown === 'missing' || shown === 'wrong') return { problem: 'wrong' }
      if (shown !== 'none-needed') consumeStep({ db: store.db, now }, shown.device, shown.step)
      if (hash !== undefined) storePassword(store.db, { account: principal.account, name: owner }, hash, false, now)
      if (principal.kind === 'user') passwords.setUsed(store.db, principal.account, owner, now)
      return { credentials: signInSession(sealer, now, principal, sessionSeconds, shown === 'none-needed' ? undefined : now) }
    })
  }

  const tried = async (request: SignInRequest, candidate: Candidate | undefined): Promise<SignInOutcome> => {
    const right = await verifyPassword(request.password, candidate?.hash, limits.passwordCost)
    if (!candidate || !right) return { problem: 'wrong' }
    const shown = shownCode(store.db, clock.now(), candidate, request.mfaCode)
    if (shown === 'missing') return { problem: 'mfa-required' }
    if (shown === 'wrong') return { problem: 'wrong' }
    if (candidate.expired) return { problem: 'expired' }
    if (candidate.mustChange && request.newPassword === undefined) return { problem: 'change-required' }
    try {
      return finish(candidate, request.mfaCode, await newHash(candidate, request.newPassword))
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'PasswordPolicyViolation') return { problem: 'unacceptable', message: error.message }
      throw error
    }
  }

  return {
    async signIn(request, from) {
      const candidate = findCandidate(parts, request)
      const outcome = await tried(request, candidate)
      const succeeded = 'credentials' in outcome
      const account = candidate?.principal.account ?? accountOf(parts, request)
      // What only asks for more is no attempt yet; and nobody's account keeps no record.
      if (account !== undefined && (succeeded || outcome.problem === 'wrong'))
        parts.signedIn({ account, kind: request.kind, principal: candidate?.principal, succeeded, mfaUsed: request.mfaCode !== undefined, from })
      return outcome
    },
    signOut(credential) {
      const now = clock.now()
      store.transact(() => endSession(store.db, credential, now))
      parts.reload()
    },
  }
}
