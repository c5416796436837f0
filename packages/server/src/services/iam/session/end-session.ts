/** The end of a session before its time, and of all that came from the same sign-in. */
import type { Database, Principal } from '../../../operation.ts'
import { end } from './session.store.ts'

export interface EndingSession {
  readonly accessKeyId: string
  readonly principal: Principal
  readonly expiresAt?: Date
}

/** No role's session is longer: by then all that came from this one has ended by itself. */
const LONGEST_ROLE_SESSION_MS = 12 * 3_600_000

/** In the open transaction. */
export function endSession(db: Database, { accessKeyId, principal, expiresAt = new Date(0) }: EndingSession, now: Date): void {
  const until = new Date(Math.max(expiresAt.getTime(), now.getTime() + LONGEST_ROLE_SESSION_MS))
  end(db, principal.signInId ?? accessKeyId, until, now)
}
