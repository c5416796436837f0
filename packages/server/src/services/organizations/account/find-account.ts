import type { Database } from '../../../operation.ts'
import { accountNotFound } from '../errors.ts'
import type { OrganizationRecord } from '../organization/organization.ts'
import * as accounts from './account.store.ts'
import type { AccountRecord } from './account.ts'

/** Throws AccountNotFoundException for one that is not in the organization, too. */
export function findAccount(db: Database, organization: OrganizationRecord, id: string): AccountRecord {
  const account = accounts.find(db, id)
  if (account?.organization !== organization.id) throw accountNotFound()
  return account
}
