import type { Context } from '../../../operation.ts'
import { managementOnly, notInUse } from '../errors.ts'
import type { OrganizationRecord } from './organization.ts'
import { organizationOf } from './organization-of.ts'

type Caller = Pick<Context, 'db' | 'account'>

/** The organization that the caller's account belongs to. Throws AWSOrganizationsNotInUseException. */
export function findOrganization({ db, account }: Caller): OrganizationRecord {
  const organization = organizationOf(db, account)
  if (!organization) throw notInUse()
  return organization
}

/** The same, for what only the management account may ask or do. Throws AccessDeniedException for a member. */
export function managedOrganization(caller: Caller): OrganizationRecord {
  const organization = findOrganization(caller)
  if (organization.managementAccount !== caller.account) throw managementOnly()
  return organization
}
