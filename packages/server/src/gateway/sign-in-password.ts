/** Sign-in with a password: the form is checked, guessing is slowed down by name and by address, and the work of hashing is kept within bounds. */
import { type BackOff, createBackOff } from '../lib/back-off.ts'
import { createTurns, type Turns } from '../lib/turns.ts'
import type { TemporaryCredentials } from '../operation.ts'
import type { Exchange } from './exchange.ts'
import { gatewayFault } from './faults.ts'
import type { Limits } from './limits.ts'
import type { SignInDesk, SignInOutcome, SignInRequest } from './sign-in-desk.ts'
import { sourceAddress } from './source-address.ts'

export interface PasswordGuard {
  /** @throws ServiceError that says what is wrong or missing, or how long to wait */
  signIn(exchange: Exchange, request: SignInRequest): Promise<TemporaryCredentials>
}

const REFUSALS = {
  // The words of AWS's own sign-in page.
  wrong: ['AccessDenied', 'Your authentication information is incorrect. Please try again.'],
  'mfa-required': ['MfaRequired', 'Enter the code that your MFA device shows, as mfaCode.'],
  'change-required': ['PasswordChangeRequired', 'Choose a new password, as newPassword.'],
  expired: ['PasswordExpired', 'The password is too old. Ask an administrator of the account for a new one.'],
} as const

function credentialsOf(outcome: SignInOutcome): TemporaryCredentials {
  if ('credentials' in outcome) return outcome.credentials
  if (outcome.problem === 'unacceptable') throw gatewayFault('PasswordPolicyViolation', outcome.message, 400)
  const [code, message] = REFUSALS[outcome.problem]
  throw gatewayFault(code, message, 403)
}

export function createPasswordGuard(desk: SignInDesk, limits: Limits, monotonicMs: () => number): PasswordGuard {
  const byName: BackOff = createBackOff(limits.signInByName)
  const byAddress: BackOff = createBackOff(limits.signInByAddress)
  const turns: Turns = createTurns(limits.passwordsAtOnce, limits.passwordsWaiting)
  const mustNotWait = (name: string, address: string) => {
    const waitMs = Math.max(byName.waitMs(name, monotonicMs()), byAddress.waitMs(address, monotonicMs()))
    if (waitMs > 0) throw gatewayFault('TooManyRequests', `Too many failed sign-ins. Try again in ${Math.ceil(waitMs / 1000)} seconds.`, 429)
  }
  return {
    async signIn(exchange, request) {
      const name = `${request.account ?? ''}\n${request.kind === 'root' ? '' : request.userName?.toLowerCase()}`
      const address = sourceAddress(exchange.request.socket.remoteAddress)
      mustNotWait(name, address)
      const turn = turns.take(async () => {
        // Others may have failed while this one waited.
        mustNotWait(name, address)
        return desk.signIn(request, {
          sourceIp: address,
          userAgent: exchange.headers['user-agent'] ?? '',
          origin: `${exchange.scheme}://${exchange.headers.host}`,
        })
      })
      if (!turn) throw gatewayFault('TooManyRequests', 'Too many sign-ins at once. Try again in a moment.', 429)
      const outcome = await turn
      if ('credentials' in outcome) byName.succeeded(name)
      else if (outcome.problem === 'wrong') {
        byName.failed(name, monotonicMs())
        byAddress.failed(address, monotonicMs())
      }
      return credentialsOf(outcome)
    },
  }
}

const LONGEST = { account: 63, userName: 64, password: 512, mfaCode: 6, newPassword: 512 } as const

/** `{kind: "root" | "user", account?, userName?, password, mfaCode?, newPassword?}`. Throws BadRequest. */
export function signInRequest(given: Readonly<Record<string, unknown>>): SignInRequest {
  const malformed = (what: string) =>
    gatewayFault('BadRequest', `Sign-in takes {"kind": "root" or "user", "account", "userName", "password", "mfaCode"}: ${what}.`, 400)
  const { kind } = given
  if (kind !== 'root' && kind !== 'user') throw malformed('kind is missing')
  const texts: Record<string, string> = {}
  for (const [name, longest] of Object.entries(LONGEST)) {
    const value = given[name]
    if (value === undefined || value === null || value === '') continue
    if (typeof value !== 'string' || value.length > longest) throw malformed(`${name} is a text of at most ${longest} characters`)
    texts[name] = value
  }
  const { password, userName } = texts
  if (password === undefined) throw malformed('password is missing')
  if (kind === 'user' && userName === undefined) throw malformed('userName is missing')
  return { ...texts, kind, password }
}
