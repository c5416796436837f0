/** Temporary credentials: sealed into their own token, so that the gateway needs no record of them. */

import { iamId, secretAccessKey } from '../../lib/ids.ts'
import type { Sealer } from '../../lib/seal.ts'
import { type AssumeRoleRequest, type Principal, ServiceError, type TemporaryCredentials } from '../../operation.ts'
import { contextKeys, type Inquiry } from './authority.ts'
import { compiled } from './compiled.ts'
import { malformedPolicy, validationError } from './errors.ts'
import { evaluate } from './evaluate/evaluate.ts'
import { MalformedPolicy } from './evaluate/policy.ts'
import { limits } from './limits.ts'
import { defaultDocument } from './policy/find-policy.ts'
import { policiesOf } from './principal/policies-of.ts'
import * as roles from './role/role.store.ts'
import { parseRoleArn, type RoleRecord } from './role/role.ts'

/** What a session token holds. */
export interface SessionToken {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly principal: Principal
  /** The role or user id, or the long-term key, that must still exist for the session to count. */
  readonly dependsOn: string
}

const PURPOSE_MARKS = 'IQoJ'

function issue(sealer: Sealer, principal: Principal, dependsOn: string, expiresAt: Date): TemporaryCredentials {
  const content: SessionToken = { accessKeyId: iamId('ASIA'), secretAccessKey: secretAccessKey(), principal, dependsOn }
  return {
    accessKeyId: content.accessKeyId,
    secretAccessKey: content.secretAccessKey,
    sessionToken: PURPOSE_MARKS + sealer.seal(content, expiresAt),
    expiresAt,
  }
}

/** What a token says, expired or not; undefined for a text that is no token of this home. */
export function openToken(sealer: Sealer, token: string): { content: SessionToken; expiresAt: Date } | undefined {
  return token.startsWith(PURPOSE_MARKS) ? sealer.open<SessionToken>(token.slice(PURPOSE_MARKS.length)) : undefined
}

const later = (now: Date, seconds: number) => new Date(Math.floor(now.getTime() / 1000) * 1000 + seconds * 1000)

/** Who acts in a role. */
export const rolePrincipal = (role: RoleRecord, account: string, sessionName: string, sessionPolicies: readonly string[] = []): Principal => ({
  kind: 'assumed-role',
  account,
  arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${sessionName}`,
  userId: `${role.id}:${sessionName}`,
  roleArn: role.arn,
  ...(sessionPolicies.length > 0 ? { sessionPolicies } : {}),
})

/** Credentials of a role, for work that a service does in its name; whether it may has been checked. */
export function credentialsOfRole(sealer: Sealer, now: Date, role: RoleRecord, sessionName: string, durationSeconds: number): TemporaryCredentials {
  const account = role.arn.split(':')[4] as string
  return issue(sealer, rolePrincipal(role, account, sessionName), role.id, later(now, durationSeconds))
}

function sessionPolicies({ db }: Inquiry, { policy, policyArns = [] }: AssumeRoleRequest): string[] {
  const texts = policyArns.map((arn) => {
    const document = defaultDocument(db, arn)
    if (document === undefined) throw validationError(`The specified policy ARN ${arn} does not exist.`)
    return document
  })
  if (policy !== undefined) {
    if (policy.length > limits.sessionPolicyCharacters)
      throw new ServiceError('PackedPolicyTooLarge', `Packed size of session policy exceeds the limit of ${limits.sessionPolicyCharacters} characters.`)
    texts.push(policy)
  }
  try {
    for (const text of texts) compiled(text, 'identity')
  } catch (error) {
    if (error instanceof MalformedPolicy) throw malformedPolicy(error.message)
    throw error
  }
  return texts
}

/** sts:AssumeRole for the caller. The role's trust policy must let it in; where that only names the account, the caller's own policies must allow it too. */
export function assumeRole(sealer: Sealer, inquiry: Inquiry, request: AssumeRoleRequest): { credentials: TemporaryCredentials; principal: Principal } {
  const { call, db, now } = inquiry
  if (call.principal.kind === 'root') throw new ServiceError('AccessDenied', 'Roles may not be assumed by root accounts.', 403)
  const named = parseRoleArn(request.roleArn)
  const role = named && roles.find(db, named.account, named.name)
  const denied = () =>
    new ServiceError('AccessDenied', `User: ${call.principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${request.roleArn}`, 403)
  // Whether the role exists is none of a stranger's business.
  if (!role || role.arn !== request.roleArn) throw denied()
  const keys = contextKeys(inquiry, {
    'sts:RoleSessionName': request.sessionName,
    ...(request.externalId === undefined ? {} : { 'sts:ExternalId': request.externalId }),
  })
  const trust = { id: 'trust-policy', policy: compiled(role.trustPolicy, 'trust') }
  const decision = evaluate(
    { action: 'sts:AssumeRole', resource: role.arn, resourceAccount: named.account, asker: call.principal, keys },
    { ...policiesOf(db, call.principal), resource: trust, resourceMustAllow: true },
  )
  if (decision.decision !== 'allowed') throw denied()
  // A role that assumes a role (role chaining) gets an hour at most.
  const longest = call.principal.kind === 'assumed-role' ? Math.min(3600, role.maxSessionSeconds) : role.maxSessionSeconds
  if (request.durationSeconds > longest) {
    throw validationError(
      longest < role.maxSessionSeconds
        ? 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining'
        : 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    )
  }
  const principal = rolePrincipal(role, named.account, request.sessionName, sessionPolicies(inquiry, request))
  return { credentials: issue(sealer, principal, role.id, later(now, request.durationSeconds)), principal }
}

/** Credentials with the principal's own rights for a while; they end before that with what they depend on (a key, a user, the account's root). */
export function sessionOfPrincipal(sealer: Sealer, now: Date, principal: Principal, dependsOn: string, durationSeconds: number): TemporaryCredentials {
  return issue(sealer, principal, dependsOn, later(now, durationSeconds))
}

/** sts:GetSessionToken. */
export function sessionOfCaller(sealer: Sealer, { call, now }: Inquiry, durationSeconds: number): TemporaryCredentials {
  if (call.principal.kind === 'assumed-role' || call.accessKeyId.startsWith('ASIA'))
    throw new ServiceError('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403)
  return sessionOfPrincipal(sealer, now, call.principal, call.accessKeyId, durationSeconds)
}
