import type { PolicyTargetSummary } from '@aws-sdk/client-organizations'
import type { Database } from '../../../operation.ts'
import * as accounts from '../account/account.store.ts'
import { targetNotFound } from '../errors.ts'
import { arnIn, type OrganizationRecord } from '../organization/organization.ts'
import * as units from '../unit/unit.store.ts'

/** A root, unit or account that policies are attached to. Throws TargetNotFoundException. */
export function findTarget(db: Database, organization: OrganizationRecord, id: string): PolicyTargetSummary {
  if (id === organization.rootId) return { TargetId: id, Arn: arnIn(organization, 'root', id), Name: 'Root', Type: 'ROOT' }
  const unit = units.find(db, id)
  if (unit?.organization === organization.id) return { TargetId: id, Arn: arnIn(organization, 'ou', id), Name: unit.name, Type: 'ORGANIZATIONAL_UNIT' }
  const account = accounts.find(db, id)
  if (account?.organization === organization.id) return { TargetId: id, Arn: arnIn(organization, 'account', id), Name: account.name, Type: 'ACCOUNT' }
  throw targetNotFound()
}
