/** Policy types are switched at the root; while one is off, none of its policies counts. */
import type { Context } from '../../../operation.ts'
import * as accounts from '../account/account.store.ts'
import { rootNotFound } from '../errors.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import type { OrganizationRecord } from '../organization/organization.ts'
import * as units from '../unit/unit.store.ts'
import { mustHaveType } from './find-policy.ts'
import { attachFullAccess } from './full-access.ts'
import * as policies from './policy.store.ts'

/** The organization whose root it is. Throws RootNotFoundException or PolicyTypeNotAvailableForOrganizationException. */
export function rootWithType(ctx: Context, rootId: string, type: string): OrganizationRecord {
  const organization = managedOrganization(ctx)
  if (organization.rootId !== rootId) throw rootNotFound()
  mustHaveType(organization, type)
  return organization
}

/** As on AWS: switched off, all attachments are lost; each root, unit and account begins again with full access. */
export function resetAttachments({ db }: Context, organization: OrganizationRecord): void {
  const targets = [
    organization.rootId,
    ...units.ofOrganization(db, organization.id).map(({ id }) => id),
    ...accounts.ofOrganization(db, organization.id).map(({ id }) => id),
  ]
  for (const target of targets) {
    policies.detachAll(db, organization.id, target)
    attachFullAccess(db, organization, target)
  }
}
