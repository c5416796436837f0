/**
 * May this principal do this to that? One pure function over compiled policies, for every service and every kind of policy
 * (AWS: "Policy evaluation logic"). Explicit denials first; then, within one account, identity and resource policies add up, and across accounts both must allow;
 * boundary and session policies narrow.
 */
import { matchesArn } from './arn.ts'
import type { Keys } from './glob.ts'
import type { Policy, PrincipalPattern, Statement } from './policy.ts'

/** Who asks, as policies name it. */
export interface Asker {
  readonly kind: 'root' | 'user' | 'assumed-role' | 'federated-user' | 'service'
  readonly account: string
  /** The ARN of the user, root or role session; for a service its host name (`sagemaker.amazonaws.com`). */
  readonly arn: string
  readonly roleArn?: string
}

export interface Question {
  /** `service:Operation`. */
  readonly action: string
  readonly resource: string
  /** Whose resource it is; undefined: the asker's own account. */
  readonly resourceAccount?: string | undefined
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
  /** What limits the asker's account from above (service control policies): at each level something must allow. Undefined: nothing limits it. */
  readonly controls?: readonly (readonly NamedPolicy[])[]
  /** All that came with the session: what one of them allows is allowed. None (undefined) does not narrow. */
  readonly session?: readonly NamedPolicy[]
}

export type PolicyType = 'control' | 'identity' | 'boundary' | 'session' | 'resource'

export interface Match {
  readonly policyId: string
  readonly statement: Statement
}

export interface Decision {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny'
  /** The statements that decided: the denials, or what allowed. */
  readonly matches: readonly Match[]
  /** Which kind of policy denies, or lacks the Allow; undefined when allowed. */
  readonly by?: PolicyType
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

const MOST_DIRECT_FIRST: readonly Naming[] = ['session', 'role', 'everyone', 'account']

function naming(statement: Statement, asker: Asker): Naming {
  if (!statement.principals) return 'nobody'
  const found = statement.principals.items.map((pattern) => names(pattern, asker))
  if (statement.principals.except) return found.some((name) => name !== 'nobody') ? 'nobody' : 'everyone'
  return MOST_DIRECT_FIRST.find((name) => found.includes(name)) ?? 'nobody'
}

/** Whether resource and conditions of a statement fit; the action has been looked at, principals are by `naming`. */
function fits(statement: Statement, { resource, keys }: Question): boolean {
  if (statement.resources) {
    const { items, except } = statement.resources
    let concerned = false
    for (const pattern of items) {
      if (!matchesArn(pattern, resource, keys)) continue
      concerned = true
      break
    }
    if (concerned === except) return false
  }
  for (const condition of statement.conditions) if (!condition.holds(keys.get(condition.key), keys)) return false
  return true
}

interface Found {
  readonly denials: Match[]
  readonly allows: Match[]
}

/** What a kind of policies says of the question. Without a policy of the kind: nothing. */
function look(policies: readonly NamedPolicy[], action: string, question: Question, concernsAsker?: (statement: Statement) => boolean): Found {
  const found: Found = { denials: [], allows: [] }
  for (const { id, policy } of policies) {
    for (const statement of policy.about(action).statements) {
      if (!fits(statement, question) || (concernsAsker && !concernsAsker(statement))) continue
      ;(statement.effect === 'Deny' ? found.denials : found.allows).push({ policyId: id, statement })
    }
  }
  return found
}

const DENIALS_FIRST: readonly PolicyType[] = ['control', 'identity', 'boundary', 'session', 'resource']

export function evaluate(question: Question, policies: Policies): Decision {
  const { asker, resourceAccount = asker.account } = question
  const action = question.action.toLowerCase()
  const levels = (policies.controls ?? []).map((level) => look(level, action, question))
  const found: Readonly<Record<PolicyType, Found>> = {
    control: { denials: levels.flatMap(({ denials }) => denials), allows: [] },
    identity: look(policies.identity, action, question),
    boundary: look(policies.boundary ? [policies.boundary] : [], action, question),
    session: look(policies.session ?? [], action, question),
    resource: look(policies.resource ? [policies.resource] : [], action, question, (statement) => naming(statement, asker) !== 'nobody'),
  }
  const boundaryAllows = policies.boundary && found.boundary.allows.length > 0
  const denying = DENIALS_FIRST.find((type) => found[type].denials.length > 0)
  if (denying) {
    return { decision: 'explicitDeny', matches: DENIALS_FIRST.flatMap((type) => found[type].denials), by: denying, boundaryAllows }
  }
  const refused = (by: PolicyType): Decision => ({ decision: 'implicitDeny', matches: [], by, boundaryAllows })

  if (levels.some(({ allows }) => allows.length === 0)) return refused('control')
  const foreign = resourceAccount !== asker.account && asker.kind !== 'service'
  const byResource = found.resource.allows
  // Root is limited by no identity policy, only by what a resource's own policy demands.
  const ownAllows = asker.kind === 'root' || found.identity.allows.length > 0
  if (foreign && !ownAllows) return refused('identity')
  if ((foreign || policies.resourceMustAllow) && byResource.length === 0) return refused('resource')
  // An Allow for the account only delegates to the account's own policies.
  const direct = byResource.filter(({ statement }) => naming(statement, asker) !== 'account')
  if (!ownAllows && direct.length === 0) return refused('identity')

  // An Allow for the user, the role session itself or everyone is final; one for its role is narrowed further.
  const final = !foreign && direct.some(({ statement }) => naming(statement, asker) !== 'role')
  if (!final && boundaryAllows === false) return refused('boundary')
  if (!final && policies.session && found.session.allows.length === 0) return refused('session')
  return { decision: 'allowed', matches: [...byResource, ...found.identity.allows], boundaryAllows }
}
