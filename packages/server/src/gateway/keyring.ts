/** What the gateway must know of access keys. Bound in `app.ts` to IAM's keys and to the tokens that STS seals; never touches the database on the way of a request. */
import type { Principal } from '../operation.ts'

export interface Credential {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly principal: Principal
  /** Set for temporary credentials. */
  readonly expiresAt?: Date
}

/** Why a key does not count. The gateway turns it into each protocol's own error. */
export type KeyProblem = 'unknown-key' | 'invalid-token' | 'expired-token'

export interface Keyring {
  /** A token for a long-term key, or a temporary key without its own token, is `invalid-token`. */
  find(accessKeyId: string, sessionToken: string | undefined): Credential | KeyProblem
}
