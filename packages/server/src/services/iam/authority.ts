/** What IAM decides for the rest of the house. `app.ts` binds these into each call's context. */
import { type Call, type Database, type Principal, type Scope, ServiceError } from '../../operation.ts'
import { compiled } from './compiled.ts'
import { evaluate } from './evaluate/evaluate.ts'
import * as roles from './role/role.store.ts'
import { parseRoleArn, type RoleRecord } from './role/role.ts'

export type ConditionKeys = Readonly<Record<string, string | readonly string[]>>

/** What a decision needs of a call; `Context` has all of it. */
export interface Inquiry extends Scope {
  readonly db: Database
  readonly now: Date
  readonly call: Call
}

/** What `aws:PrincipalType` calls them. */
export const PRINCIPAL_TYPES = { root: 'Account', user: 'User', 'assumed-role': 'AssumedRole', 'federated-user': 'FederatedUser' } as const

const lastPart = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1)

/** Keys that only temporary credentials have: long-term keys lack the MFA keys altogether, so that `BoolIfExists` tells them apart. */
export function sessionKeys({ issuedAtMs, mfaAtMs, sourceIdentity, sessionTags = {} }: Principal, now: Date): [string, string][] {
  const keys: [string, string][] = Object.entries(sessionTags).map(([key, value]) => [`aws:principaltag/${key.toLowerCase()}`, value])
  if (issuedAtMs !== undefined) {
    keys.push(['aws:tokenissuetime', new Date(issuedAtMs).toISOString()], ['aws:multifactorauthpresent', String(mfaAtMs !== undefined)])
    if (mfaAtMs !== undefined) keys.push(['aws:multifactorauthage', String(Math.max(0, Math.floor((now.getTime() - mfaAtMs) / 1000)))])
  }
  if (sourceIdentity !== undefined) keys.push(['aws:sourceidentity', sourceIdentity])
  return keys
}

/** Keys that every call has (AWS: "AWS global condition context keys"), with the call's own; names in lower case. */
export function contextKeys({ call, now, region }: Inquiry, more: ConditionKeys = {}): Map<string, readonly string[]> {
  const { principal } = call
  const keys = new Map<string, readonly string[]>([
    ['aws:principalarn', [principal.roleArn ?? principal.arn]],
    ['aws:principalaccount', [principal.account]],
    ['aws:principaltype', [PRINCIPAL_TYPES[principal.kind]]],
    ['aws:userid', [principal.userId]],
    ['aws:currenttime', [now.toISOString()]],
    ['aws:epochtime', [String(Math.floor(now.getTime() / 1000))]],
    ['aws:sourceip', [call.sourceIp]],
    ['aws:useragent', [call.userAgent]],
    ['aws:requestedregion', [region]],
    ['aws:securetransport', [String(call.origin.startsWith('https:'))]],
    ['aws:viaawsservice', [String(call.invokedBy !== undefined)]],
  ])
  if (principal.kind === 'user') keys.set('aws:username', [lastPart(principal.arn)])
  if (call.invokedBy !== undefined) keys.set('aws:calledvia', [call.invokedBy])
  for (const [name, value] of sessionKeys(principal, now)) keys.set(name, [value])
  for (const [name, value] of Object.entries(more)) keys.set(name.toLowerCase(), typeof value === 'string' ? [value] : value)
  return keys
}

/** SageMaker's words; other services that run work in a role's name answer alike. */
export const couldNotAssume = (roleArn: string, service: string) =>
  new ServiceError(
    'ValidationException',
    `Could not assume role ${roleArn}. Please ensure that the role exists and allows principal '${service}' to assume the role.`,
  )

/** The role, when it exists and its trust policy lets the service in. Throws ValidationException otherwise. */
export function mustTrust({ db, region, now }: Pick<Inquiry, 'db' | 'region' | 'now'>, roleArn: string, service: string): RoleRecord {
  const named = parseRoleArn(roleArn)
  const role = named && roles.find(db, named.account, named.name)
  if (!role || role.arn !== roleArn) throw couldNotAssume(roleArn, service)
  const decision = evaluate(
    {
      action: 'sts:AssumeRole',
      resource: roleArn,
      asker: { kind: 'service', account: named.account, arn: service },
      keys: new Map([
        ['aws:sourceaccount', [named.account]],
        ['aws:requestedregion', [region]],
        ['aws:currenttime', [now.toISOString()]],
        ['aws:epochtime', [String(Math.floor(now.getTime() / 1000))]],
      ]),
    },
    { identity: [], resource: { id: 'trust-policy', policy: compiled(role.trustPolicy, 'trust') }, resourceMustAllow: true },
  )
  if (decision.decision !== 'allowed') throw couldNotAssume(roleArn, service)
  return role
}
