import type { DeleteOrganizationalUnitRequest } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import * as accounts from '../account/account.store.ts'
import { unitNotEmpty } from '../errors.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { arnIn } from '../organization/organization.ts'
import * as policies from '../policy/policy.store.ts'
import { findUnit } from './find-unit.ts'
import * as units from './unit.store.ts'

export const deleteOrganizationalUnit: Operation<DeleteOrganizationalUnitRequest, Record<string, never>> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  const { id } = findUnit(ctx.db, organization, input.OrganizationalUnitId)
  if (units.ofParent(ctx.db, organization.id, id).length > 0 || accounts.ofParent(ctx.db, organization.id, id).length > 0) throw unitNotEmpty()
  units.remove(ctx.db, id)
  policies.detachAll(ctx.db, organization.id, id)
  ctx.tags.drop(arnIn(organization, 'ou', id))
  return {}
}
