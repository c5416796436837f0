import type { Database } from '../../../operation.ts'
import * as accounts from '../account/account.store.ts'

/** The id of the organization that an account belongs to, as the value of a condition key. */
export function organizationOf(db: Database, account: string): readonly string[] | undefined {
  const organization = accounts.find(db, account)?.organization
  return organization === undefined ? undefined : [organization]
}
