/** What the gateway asks of the side that knows passwords. Bound in `app.ts`. */
import type { TemporaryCredentials } from '../operation.ts'
import type { Credential } from './keyring.ts'

export interface SignInRequest {
  readonly kind: 'root' | 'user'
  /** A number or an alias; the home's own account when it is left out. */
  readonly account?: string
  readonly userName?: string
  readonly password: string
  /** What the person's MFA device shows. */
  readonly mfaCode?: string
  /** Where a new password must be set. */
  readonly newPassword?: string
}

/** Where somebody signs in, for the record. */
export interface SignInPlace {
  readonly sourceIp: string
  readonly userAgent: string
  /** scheme://host:port. */
  readonly origin: string
}

export type SignInOutcome =
  | { readonly credentials: TemporaryCredentials }
  /** `wrong`: the account, the name, the password or the code; nothing tells which. */
  | { readonly problem: 'wrong' | 'mfa-required' | 'change-required' | 'expired' }
  | { readonly problem: 'unacceptable'; readonly message: string }

export interface SignInDesk {
  /** Takes as long for a user that does not exist. */
  signIn(request: SignInRequest, from: SignInPlace): Promise<SignInOutcome>
  /** Ends the session, and all that came from the same sign-in. */
  signOut(credential: Credential): void
}
