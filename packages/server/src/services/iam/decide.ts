/** Decides on calls, with everything that bears on them; remembers what it decided until a policy changes. */
import { type Call, type Database, type Principal, type Scope, ServiceError } from '../../operation.ts'
import { couldNotAssume, mustTrust } from './authority.ts'
import { callKeys, isFleeting, type KeySource } from './call-keys.ts'
import { compiled } from './compiled.ts'
import { type Decision, evaluate } from './evaluate/evaluate.ts'
import { type ControlsOf, createRights, type TagReader } from './principal/rights.ts'
import { accessDenied, refusal } from './refusal.ts'

/** What a decision needs of a call; `Context` has all of it. */
export interface Asking extends Scope {
  readonly db: Database
  readonly now: Date
  readonly call: Call
  readonly tags: TagReader
}

export interface AccessQuestion {
  readonly action: string
  readonly resource: string
  /** The account that owns the resource. */
  readonly account: string
  /** The resource's own policy. */
  readonly policy?: string | undefined
  readonly policyMustAllow?: boolean | undefined
  /** Nobody of another account may. */
  readonly ownAccountOnly?: boolean | undefined
  /** Keys beside the global ones. */
  readonly keys: KeySource
}

export interface Decider {
  decide(asking: Asking, question: AccessQuestion): Decision
  /** Whether the same call would be answered the same until a policy or tag changes: nothing that bears on it looks at the time. */
  isSteady(asking: Asking, question: AccessQuestion): boolean
  /** The refusal of what limits the caller's account from above, for what no other policy of the caller's has a say in. */
  limits(asking: Asking, action: string, resource: string): Decision | undefined
  /** Throws AccessDeniedException, or ValidationException "Could not assume role …", unless the caller may pass the role and the role trusts the service. */
  mustPassRole(asking: Asking, roleArn: string, service: string): void
}

const NOT_OURS: Decision = { decision: 'implicitDeny', matches: [], by: 'resource', boundaryAllows: undefined }

const none: readonly string[] = []

/** What tells one question to the same principal from another: the values of the keys that any policy looks at, and, where a resource's policy may name it, the asker. */
function questionId(question: AccessQuestion, principal: Principal, looked: readonly string[], values: (key: string) => readonly string[] | undefined): string {
  let id = `${question.action}\n${question.resource}`
  if (question.policy !== undefined) id += `\n${principal.arn}\n${question.policy}`
  for (const key of looked) {
    const found = values(key)
    id += found === undefined ? '\n' : `\n${found.length}\t${found.map(escaped).join('\t')}`
  }
  return id
}

/** A value must not look like a border between two. */
const escaped = (value: string) => (/[\n\t\\]/.test(value) ? value.replace(/[\n\t\\]/g, (character) => `\\${character.charCodeAt(0)};`) : value)

/** `version`, `controlsOf`: see `createRights`. */
export function createDecider(version: () => number, controlsOf: ControlsOf = () => undefined): Decider {
  const rights = createRights(version, controlsOf)

  const decide = (asking: Asking, question: AccessQuestion): Decision => {
    const { principal } = asking.call
    const foreign = question.account !== principal.account
    if (foreign && question.ownAccountOnly) return NOT_OURS
    const own = rights.of(asking.db, asking.tags, principal)
    const action = question.action.toLowerCase()
    const resource = question.policy === undefined ? undefined : { id: 'resource-policy', policy: compiled(question.policy, 'resource') }
    const keys = callKeys(asking, own.tag, question.keys)
    const looked = resource ? [...own.keysAbout(action), ...resource.policy.about(action).keys] : own.keysAbout(action)
    const fleeting = looked.length > 0 && isFleeting(looked)
    const id = fleeting ? '' : questionId(question, principal, foreign ? [...looked, 'aws:principalaccount'] : looked, (key) => keys.get(key) ?? none)
    const known = fleeting ? undefined : own.find(id)
    if (known) return known
    const decision = evaluate(
      { action: question.action, resource: question.resource, resourceAccount: question.account, asker: principal, keys },
      { ...own.policies, ...(resource && { resource }), ...(question.policyMustAllow && { resourceMustAllow: true }) },
    )
    if (!fleeting) own.keep(id, decision)
    return decision
  }

  return {
    decide,
    limits(asking, action, resource) {
      const { principal } = asking.call
      const { controls } = rights.of(asking.db, asking.tags, principal).policies
      if (!controls) return undefined
      const keys = callKeys(
        asking,
        () => undefined,
        () => undefined,
      )
      // As root, whom nothing but what limits its account limits.
      const decision = evaluate({ action, resource, asker: { ...principal, kind: 'root' }, keys }, { identity: [], controls })
      return decision.decision === 'allowed' ? undefined : decision
    },
    isSteady(asking, { action, policy }) {
      const looked = rights.of(asking.db, asking.tags, asking.call.principal).keysAbout(action.toLowerCase())
      const ofResource = policy === undefined ? [] : compiled(policy, 'resource').about(action.toLowerCase()).keys
      return !isFleeting([...looked, ...ofResource])
    },
    mustPassRole(asking, roleArn, service) {
      const { principal } = asking.call
      const account = roleArn.split(':')[4] ?? ''
      // No account's role works in another's name.
      if (account !== principal.account) {
        if (!/^arn:aws:iam::\d{12}:role\//.test(roleArn)) throw couldNotAssume(roleArn, service)
        throw new ServiceError('AccessDeniedException', 'Cross-account pass role is not allowed.')
      }
      const keys: KeySource = (key) => (key === 'iam:passedtoservice' ? [service] : undefined)
      const decision = decide(asking, { action: 'iam:PassRole', resource: roleArn, account, keys })
      if (decision.decision !== 'allowed') throw accessDenied('', refusal(principal, 'iam:PassRole', roleArn, decision))
      mustTrust(asking, roleArn, service)
    },
  }
}
