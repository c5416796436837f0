/** What is remembered of a principal between two changes of any policy: its policies, its tags, and decisions already made. */
import type { Database, Principal, Tag } from '../../../operation.ts'
import { compiled } from '../compiled.ts'
import type { Decision, NamedPolicy, Policies } from '../evaluate/evaluate.ts'
import { policiesOf, policiesOfArn, sessionPoliciesOf } from './policies-of.ts'

/** More principals, or more decisions of one, begin anew. */
const MAX_PRINCIPALS = 1_000
const MAX_DECISIONS = 5_000
const MAX_ACTIONS = 1_000

export interface Rights {
  readonly policies: Policies
  /** A tag of the user or role by its key in lower case. */
  tag(key: string): string | undefined
  /** The condition keys that these policies look at for an action (lower case). */
  keysAbout(action: string): readonly string[]
  find(question: string): Decision | undefined
  keep(question: string, decision: Decision): void
}

export interface TagReader {
  of(arn: string): readonly Tag[]
}

function rightsOf(policies: Policies, tags: () => readonly Tag[]): Rights {
  const decisions = new Map<string, Decision>()
  const keys = new Map<string, readonly string[]>()
  let read: ReadonlyMap<string, string> | undefined
  const all: readonly NamedPolicy[] = [
    ...policies.identity,
    ...(policies.boundary ? [policies.boundary] : []),
    ...(policies.session ?? []),
    ...(policies.controls ?? []).flat(),
  ]
  return {
    policies,
    tag(key) {
      read ??= new Map(tags().map(({ Key, Value }) => [Key.toLowerCase(), Value]))
      return read.get(key)
    },
    keysAbout(action) {
      const known = keys.get(action)
      if (known) return known
      const found = [...new Set(all.flatMap(({ policy }) => policy.about(action).keys))]
      if (keys.size >= MAX_ACTIONS) keys.clear()
      keys.set(action, found)
      return found
    },
    find: (question) => decisions.get(question),
    keep(question, decision) {
      if (decisions.size >= MAX_DECISIONS) decisions.clear()
      decisions.set(question, decision)
    },
  }
}

export interface RightsOfPrincipals {
  of(db: Database, tags: TagReader, principal: Principal): Rights
}

/** What limits an account from above, level by level; undefined when nothing does. IAM does not know organizations. */
export type ControlsOf = (db: Database, account: string) => readonly (readonly { readonly id: string; readonly document: string }[])[] | undefined

/** Service-linked roles work for AWS's services, whatever an organization says. */
const isExempt = ({ roleArn }: Principal): boolean => roleArn?.includes(':role/aws-service-role/') === true

/** What root may, for whom it vouches. */
const everything: NamedPolicy = {
  id: 'root',
  policy: compiled('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}', 'identity'),
}

function controlled(policies: Policies, db: Database, principal: Principal, controlsOf: ControlsOf): Policies {
  const levels = isExempt(principal) ? undefined : controlsOf(db, principal.account)
  return levels ? { ...policies, controls: levels.map((level) => level.map(({ id, document }) => ({ id, policy: compiled(document, 'identity') }))) } : policies
}

/** `version` is another number after every change of a policy, an attachment, a membership, a boundary or a tag: everything is then forgotten. */
export function createRights(version: () => number, controlsOf: ControlsOf): RightsOfPrincipals {
  let seen = -1
  const byArn = new Map<string, Rights>()
  let bySession = new WeakMap<Principal, Rights>()
  const remember = (arn: string, rights: Rights): Rights => {
    if (byArn.size >= MAX_PRINCIPALS) byArn.clear()
    byArn.set(arn, rights)
    return rights
  }
  return {
    of(db, tags, principal) {
      const now = version()
      if (now !== seen) {
        seen = now
        byArn.clear()
        bySession = new WeakMap()
      }
      const { federatedBy } = principal
      const arn = federatedBy?.arn ?? (principal.kind === 'root' ? principal.arn : (principal.roleArn ?? principal.arn))
      const readTags = () => (principal.kind === 'root' ? [] : tags.of(arn))
      if (!federatedBy && !principal.sessionPolicies?.length && !principal.sessionPolicyArns?.length)
        return byArn.get(arn) ?? remember(arn, rightsOf(controlled(policiesOf(db, principal), db, principal, controlsOf), readTags))
      const known = bySession.get(principal)
      if (known) return known
      const session = sessionPoliciesOf(db, principal)
      const own = federatedBy?.kind === 'root' ? { identity: [everything] } : principal.kind === 'root' ? { identity: [] } : policiesOfArn(db, arn)
      const rights = rightsOf(controlled({ ...own, session }, db, principal, controlsOf), readTags)
      bySession.set(principal, rights)
      return rights
    },
  }
}
