import type { Database } from '../../../operation.ts'
import * as accounts from '../account/account.store.ts'
import * as organizations from '../organization/organization.store.ts'
import { SERVICE_CONTROL_POLICY } from '../organization/organization.ts'
import { pathToRoot } from '../unit/find-unit.ts'
import { findPolicy } from './find-policy.ts'
import * as policies from './policy.store.ts'

export interface ControlPolicy {
  readonly id: string
  readonly document: string
}

/**
 * What limits an account from above: for the root, each unit on the way and the account itself, the policies attached there. At each of these something must allow.
 * Undefined for an account that nothing limits: one of no organization, a management account, or while service control policies are off.
 */
export function controlPoliciesOf(db: Database, account: string): (readonly ControlPolicy[])[] | undefined {
  const member = accounts.find(db, account)
  const organization = member && organizations.find(db, member.organization)
  if (!organization || organization.managementAccount === account || !organization.policyTypes.includes(SERVICE_CONTROL_POLICY)) return undefined
  const levels = [account, ...pathToRoot(db, member.parent)]
  return levels.map((target) => policies.attached(db, organization.id, target).map((id) => ({ id, document: findPolicy(db, organization, id).content })))
}
