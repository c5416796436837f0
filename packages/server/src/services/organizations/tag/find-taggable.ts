import type { Database } from '../../../operation.ts'
import * as accounts from '../account/account.store.ts'
import { targetNotFound } from '../errors.ts'
import { arnIn, type OrganizationRecord } from '../organization/organization.ts'
import * as policies from '../policy/policy.store.ts'
import { policyArn } from '../policy/policy.ts'
import * as units from '../unit/unit.store.ts'

/** The ARN of a root, unit, account or policy of the organization. Throws TargetNotFoundException. */
export function findTaggable(db: Database, organization: OrganizationRecord, id: string): string {
  if (id === organization.rootId) return arnIn(organization, 'root', id)
  if (units.find(db, id)?.organization === organization.id) return arnIn(organization, 'ou', id)
  if (accounts.find(db, id)?.organization === organization.id) return arnIn(organization, 'account', id)
  if (policies.find(db, id)?.organization === organization.id) return policyArn(organization, id)
  throw targetNotFound()
}
