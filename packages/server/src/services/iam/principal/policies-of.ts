/** All policies that say what a principal may do. */
import type { Database, Principal } from '../../../operation.ts'
import { compiled } from '../compiled.ts'
import type { NamedPolicy, Policies } from '../evaluate/evaluate.ts'
import { silentPolicy } from '../evaluate/policy.ts'
import { ofUser } from '../group/group.store.ts'
import { defaultDocument } from '../policy/find-policy.ts'
import * as roles from '../role/role.store.ts'
import { parseRoleArn } from '../role/role.ts'
import * as users from '../user/user.store.ts'
import { userNameOf } from '../user/user.ts'
import { attached, type Holder, inline } from './principal-policies.store.ts'

const nothing: Policies = { identity: [] }

function managed(db: Database, arn: string): NamedPolicy[] {
  const document = defaultDocument(db, arn)
  return document === undefined ? [] : [{ id: arn, policy: compiled(document, 'identity') }]
}

/** Managed and inline policies of a role, user or group, under the names by which answers refer to them. */
export function identityPolicies(db: Database, holder: Holder): NamedPolicy[] {
  const ownOnes = inline(db, holder).map(({ name, document }) => ({ id: `${holder.kind}_${holder.name}_${name}`, policy: compiled(document, 'identity') }))
  return [...attached(db, holder).flatMap((arn) => managed(db, arn)), ...ownOnes]
}

/** A user's own policies and those of its groups. */
export function userPolicies(db: Database, account: string, name: string): NamedPolicy[] {
  const groups = ofUser(db, account, name).flatMap((group) => identityPolicies(db, { account, kind: 'group', name: group.name }))
  return [...identityPolicies(db, { account, kind: 'user', name }), ...groups]
}

function boundaryOf(db: Database, arn: string | undefined): { boundary?: NamedPolicy } {
  if (arn === undefined) return {}
  // A boundary that is gone allows nothing.
  return { boundary: managed(db, arn)[0] ?? { id: arn, policy: silentPolicy } }
}

/** Policies of the role or user with this ARN; none for an ARN that names nobody. */
export function policiesOfArn(db: Database, arn: string): Policies {
  const roleName = parseRoleArn(arn)
  if (roleName) {
    const role = roles.find(db, roleName.account, roleName.name)
    return role
      ? { identity: identityPolicies(db, { account: roleName.account, kind: 'role', name: role.name }), ...boundaryOf(db, role.boundaryArn) }
      : nothing
  }
  const userName = userNameOf(arn)
  const account = arn.split(':')[4] ?? ''
  const user = userName === undefined ? undefined : users.find(db, account, userName)
  return user ? { identity: userPolicies(db, account, user.name), ...boundaryOf(db, user.boundaryArn) } : nothing
}

/** What a session was narrowed to when it was made. A managed policy that is gone allows nothing. */
export function sessionPoliciesOf(db: Database, { sessionPolicies = [], sessionPolicyArns = [] }: Principal): NamedPolicy[] {
  const own = sessionPolicies.map((text, index) => ({ id: `session-policy-${index + 1}`, policy: compiled(text, 'identity') }))
  return [...own, ...sessionPolicyArns.map((arn) => managed(db, arn)[0] ?? { id: arn, policy: silentPolicy })]
}

/** Policies of a caller: those of the role behind a role session, narrowed by the session's own. */
export function policiesOf(db: Database, principal: Principal): Policies {
  if (principal.kind === 'root') return nothing
  const session = sessionPoliciesOf(db, principal)
  const own = policiesOfArn(db, principal.roleArn ?? principal.arn)
  return session.length > 0 ? { ...own, session } : own
}
