import type { Database } from '../../../operation.ts'
import * as accounts from '../account/account.store.ts'
import * as organizations from './organization.store.ts'
import type { OrganizationRecord } from './organization.ts'

/** The organization that an account belongs to, as a member or as its management account. */
export function organizationOf(db: Database, account: string): OrganizationRecord | undefined {
  const member = accounts.find(db, account)
  return member && organizations.find(db, member.organization)
}

/** Its id, as the value of a condition key. */
export function organizationIdOf(db: Database, account: string): readonly string[] | undefined {
  const organization = organizationOf(db, account)
  return organization && [organization.id]
}
