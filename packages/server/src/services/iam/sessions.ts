/** Temporary credentials: sealed into their own token, so that the gateway needs no record of them. */

import { accessKeyId, secretAccessKey } from '../../lib/ids.ts'
import type { Sealer } from '../../lib/seal.ts'
import { type MfaCode, type Principal, ServiceError, type TemporaryCredentials } from '../../operation.ts'
import type { Inquiry } from './authority.ts'
import { accessDenied } from './errors.ts'
import * as devices from './mfa/mfa-device.store.ts'
import { ROOT_OWNER } from './mfa/mfa-device.ts'
import { verifyCode } from './mfa/verify-code.ts'
import type { RoleRecord } from './role/role.ts'
import { userNameOf } from './user/user.ts'

/** What a session token holds. */
export interface SessionToken {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly principal: Principal
  /** The role or user id, or the long-term key, that must still exist for the session to count. */
  readonly dependsOn: string
}

const PURPOSE_MARKS = 'IQoJ'

/** What a session adds to who somebody is. */
type SessionFacts = Pick<Principal, 'mfaAtMs' | 'signInId'>

export interface SessionRequest {
  readonly principal: Principal
  readonly dependsOn: string
  readonly durationSeconds: number
  /** A sign-in has its own key's id as its name; whatever comes from it keeps that. */
  readonly isSignIn?: boolean
  readonly facts?: SessionFacts
}

export function issueSession(sealer: Sealer, now: Date, request: SessionRequest): TemporaryCredentials {
  const id = accessKeyId('ASIA', request.principal.account)
  const principal: Principal = { ...request.principal, ...request.facts, issuedAtMs: now.getTime(), ...(request.isSignIn && { signInId: id }) }
  const expiresAt = new Date(Math.floor(now.getTime() / 1000) * 1000 + request.durationSeconds * 1000)
  const content: SessionToken = { accessKeyId: id, secretAccessKey: secretAccessKey(), principal, dependsOn: request.dependsOn }
  return { accessKeyId: id, secretAccessKey: content.secretAccessKey, sessionToken: PURPOSE_MARKS + sealer.seal(content, expiresAt), expiresAt }
}

/** What a token says, expired or not; undefined for a text that is no token of this home. */
export function openToken(sealer: Sealer, token: string): { content: SessionToken; expiresAt: Date } | undefined {
  return token.startsWith(PURPOSE_MARKS) ? sealer.open<SessionToken>(token.slice(PURPOSE_MARKS.length)) : undefined
}

/** Who acts in a role. */
export const rolePrincipal = (role: RoleRecord, account: string, sessionName: string): Principal => ({
  kind: 'assumed-role',
  account,
  arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${sessionName}`,
  userId: `${role.id}:${sessionName}`,
  roleArn: role.arn,
})

/** Credentials of a role, for work that a service does in its name; whether it may has been checked. */
export function credentialsOfRole(sealer: Sealer, now: Date, role: RoleRecord, sessionName: string, durationSeconds: number): TemporaryCredentials {
  const account = role.arn.split(':')[4] as string
  return issueSession(sealer, now, { principal: rolePrincipal(role, account, sessionName), dependsOn: role.id, durationSeconds })
}

/** Credentials with the principal's own rights for a while; they end before that with what they depend on (a key, a user, the account's root). */
export function signInSession(sealer: Sealer, now: Date, principal: Principal, durationSeconds: number, mfaAt?: Date): TemporaryCredentials {
  const facts = mfaAt ? { mfaAtMs: mfaAt.getTime() } : {}
  return issueSession(sealer, now, { principal, dependsOn: principal.userId, durationSeconds, isSignIn: true, facts })
}

/** Uses up a code of the caller's own device. Throws AccessDenied in STS's words. */
export function mustHoldDevice({ db, now, call }: Inquiry, { serialNumber, tokenCode }: MfaCode): void {
  const { principal } = call
  const owner = principal.kind === 'root' ? ROOT_OWNER : userNameOf(principal.arn)
  const device = devices.find(db, serialNumber)
  if (!device || device.account !== principal.account || owner === undefined || device.owner?.toLowerCase() !== owner.toLowerCase())
    throw accessDenied(
      'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    )
  if (!verifyCode({ db, now }, device, tokenCode)) throw accessDenied('MultiFactorAuthentication failed with invalid MFA one time pass code. ')
}

/** sts:GetSessionToken. */
export function sessionOfCaller(sealer: Sealer, inquiry: Inquiry, durationSeconds: number, mfa?: MfaCode): TemporaryCredentials {
  const { call, now } = inquiry
  if (call.principal.kind === 'assumed-role' || call.accessKeyId.startsWith('ASIA'))
    throw new ServiceError('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403)
  if (mfa) mustHoldDevice(inquiry, mfa)
  const facts = mfa ? { mfaAtMs: now.getTime() } : {}
  return issueSession(sealer, now, { principal: call.principal, dependsOn: call.accessKeyId, durationSeconds, facts })
}
