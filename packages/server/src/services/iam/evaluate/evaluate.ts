/**
 * May this principal do this to that? One pure function over compiled policies, for every service and every kind of policy
 * (AWS: "Policy evaluation logic"). Explicit denials first; then, within one account, identity and resource policies add up, boundary and session policies narrow.
 */
import { matchesArn } from './arn.ts'
import { type Keys, matchesPattern, resolve } from './glob.ts'
import type { Policy, PrincipalPattern, Statement } from './policy.ts'

/** Who asks, as policies name it. */
export interface Asker {
  readonly kind: 'root' | 'user' | 'assumed-role' | 'service'
  readonly account: string
  /** The ARN of the user, root or role session; for a service its host name (`sagemaker.amazonaws.com`). */
  readonly arn: string
  readonly roleArn?: string
}

export interface Question {
  /** `service:Operation`. */
  readonly action: string
  readonly resource: string
  readonly asker: Asker
  readonly keys: Keys
}

/** A policy with the name under which answers refer to it. */
export interface NamedPolicy {
  readonly id: string
  readonly policy: Policy
}

export interface Policies {
  readonly identity: readonly NamedPolicy[]
  /** The resource's own policy, for example a role's trust policy. */
  readonly resource?: NamedPolicy
  /** Whether the resource's policy must allow too, as a role's trust policy must. */
  readonly resourceMustAllow?: boolean
  readonly boundary?: NamedPolicy
  /** Each of them must allow. */
  readonly session?: readonly NamedPolicy[]
}

export interface Match {
  readonly policyId: string
  readonly statement: Statement
}

export interface Decision {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny'
  /** The statements that decided: the denials, or what allowed. */
  readonly matches: readonly Match[]
  /** Undefined without a boundary. */
  readonly boundaryAllows: boolean | undefined
}

/** How directly a resource policy's Allow names the asker; a more direct one is narrowed by less. */
type Naming = 'nobody' | 'account' | 'role' | 'session' | 'everyone'

function names({ type, value }: PrincipalPattern, asker: Asker): Naming {
  if (type === '*') return 'everyone'
  if (type === 'service') return asker.kind === 'service' && value === asker.arn ? 'session' : 'nobody'
  if (type !== 'aws' || asker.kind === 'service') return 'nobody'
  if (value === asker.arn) return asker.kind === 'root' ? 'account' : 'session'
  if (asker.roleArn !== undefined && value === asker.roleArn) return 'role'
  return value === asker.account || value === `arn:aws:iam::${asker.account}:root` ? 'account' : 'nobody'
}

function naming(statement: Statement, asker: Asker): Naming {
  if (!statement.principals) return 'nobody'
  const found = statement.principals.items.map((pattern) => names(pattern, asker))
  if (statement.principals.except) return found.some((name) => name !== 'nobody') ? 'nobody' : 'everyone'
  const order: readonly Naming[] = ['session', 'role', 'everyone', 'account']
  return order.find((name) => found.includes(name)) ?? 'nobody'
}

/** Whether action, resource and conditions of a statement fit; principals are looked at by `naming`. */
function fits(statement: Statement, { action, resource, keys }: Question): boolean {
  const lowerAction = action.toLowerCase()
  const named = statement.actions.items.some((pattern) => {
    const resolved = resolve(pattern, keys)
    return resolved !== undefined && matchesPattern(resolved, lowerAction)
  })
  if (named === statement.actions.except) return false
  if (statement.resources) {
    const concerned = statement.resources.items.some((pattern) => matchesArn(pattern, resource, keys))
    if (concerned === statement.resources.except) return false
  }
  return statement.conditions.every((condition) => condition.holds(keys.get(condition.key), keys))
}

function matching(policies: readonly NamedPolicy[], question: Question, effect: 'Allow' | 'Deny', wanted: (statement: Statement) => boolean): Match[] {
  return policies.flatMap(({ id, policy }) =>
    policy.statements
      .filter((statement) => statement.effect === effect && fits(statement, question) && wanted(statement))
      .map((statement) => ({ policyId: id, statement })),
  )
}

const always = () => true

export function evaluate(question: Question, policies: Policies): Decision {
  const { asker } = question
  const { identity, boundary, session = [] } = policies
  const resource = policies.resource ? [policies.resource] : []
  const own = [...identity, ...(boundary ? [boundary] : []), ...session]
  const boundaryAllows = boundary && matching([boundary], question, 'Allow', always).length > 0

  const denials = [...matching(own, question, 'Deny', always), ...matching(resource, question, 'Deny', (statement) => naming(statement, asker) !== 'nobody')]
  if (denials.length > 0) return { decision: 'explicitDeny', matches: denials, boundaryAllows }

  const byResource = matching(resource, question, 'Allow', (statement) => naming(statement, asker) !== 'nobody')
  const direct = byResource.filter(({ statement }) => naming(statement, asker) !== 'account')
  if (policies.resourceMustAllow && byResource.length === 0) return { decision: 'implicitDeny', matches: [], boundaryAllows }

  const byIdentity = matching(identity, question, 'Allow', always)
  // Root is limited by no identity policy, only by what a resource's own policy demands.
  const allows = asker.kind === 'root' ? byResource : [...direct, ...byIdentity]
  if (asker.kind !== 'root' && allows.length === 0) return { decision: 'implicitDeny', matches: [], boundaryAllows }

  // An Allow that names the user or the role session itself is final; one for its role, account or everyone is not.
  const final = direct.some(({ statement }) => naming(statement, asker) === 'session')
  const narrowed = !final && (boundaryAllows === false || session.some((policy) => matching([policy], question, 'Allow', always).length === 0))
  return narrowed ? { decision: 'implicitDeny', matches: [], boundaryAllows } : { decision: 'allowed', matches: allows, boundaryAllows }
}
