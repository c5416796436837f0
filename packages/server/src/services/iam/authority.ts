/** What IAM decides for the rest of the house. `app.ts` binds these into each call's context. */
import { type Call, type Database, type Principal, type Scope, ServiceError } from '../../operation.ts'
import { compiled } from './compiled.ts'
import { type Asker, type Decision, evaluate } from './evaluate/evaluate.ts'
import { policiesOf } from './principal/policies-of.ts'
import * as roles from './role/role.store.ts'
import { parseRoleArn, type RoleRecord } from './role/role.ts'

export type ConditionKeys = Readonly<Record<string, string | readonly string[]>>

/** What a decision needs of a call; `Context` has all of it. */
export interface Inquiry extends Scope {
  readonly db: Database
  readonly now: Date
  readonly call: Call
}

const asker = (principal: Principal): Asker => principal

const lastPart = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1)

/** Keys that every call has (AWS: "AWS global condition context keys"), with the call's own; names in lower case. */
export function contextKeys({ call, now, region }: Inquiry, more: ConditionKeys = {}): Map<string, readonly string[]> {
  const { principal } = call
  const keys = new Map<string, readonly string[]>([
    ['aws:principalarn', [principal.roleArn ?? principal.arn]],
    ['aws:principalaccount', [principal.account]],
    ['aws:principaltype', [{ root: 'Account', user: 'User', 'assumed-role': 'AssumedRole' }[principal.kind]]],
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
  for (const [name, value] of Object.entries(more)) keys.set(name.toLowerCase(), typeof value === 'string' ? [value] : value)
  return keys
}

/** May the caller do this to that, by its own policies? */
export function decide(inquiry: Inquiry, action: string, resource: string, more?: ConditionKeys): Decision {
  const { principal } = inquiry.call
  return evaluate({ action, resource, asker: asker(principal), keys: contextKeys(inquiry, more) }, policiesOf(inquiry.db, principal))
}

/** AWS's sentence for a refusal. Since 2021 it also tells the kind of policy, which differs by service; clients look for the common part. */
export function refusal(principal: Principal, action: string, resource: string, decision: Decision): string {
  const because =
    decision.decision === 'explicitDeny' ? 'with an explicit deny in an identity-based policy' : `because no identity-based policy allows the ${action} action`
  return `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${because}`
}

/** IAM, STS and S3 say AccessDenied (403), the JSON services AccessDeniedException (400). */
function accessDenied(action: string, message: string): ServiceError {
  const plain = /^(iam|sts|s3|cloudwatch):/.test(action)
  return plain ? new ServiceError('AccessDenied', message, 403) : new ServiceError('AccessDeniedException', message, 400)
}

/** Throws AccessDenied unless the caller may. */
export function must(inquiry: Inquiry, action: string, resource: string, more?: ConditionKeys): void {
  const decision = decide(inquiry, action, resource, more)
  if (decision.decision !== 'allowed') throw accessDenied(action, refusal(inquiry.call.principal, action, resource, decision))
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

/** The caller must be allowed to pass the role to the service (else AccessDeniedException), and the service to assume it (else ValidationException). */
export function mustPassRole(inquiry: Inquiry, roleArn: string, service: string): void {
  const { principal } = inquiry.call
  const decision = decide(inquiry, 'iam:PassRole', roleArn, { 'iam:PassedToService': service })
  if (decision.decision !== 'allowed') throw new ServiceError('AccessDeniedException', refusal(principal, 'iam:PassRole', roleArn, decision))
  mustTrust(inquiry, roleArn, service)
}
