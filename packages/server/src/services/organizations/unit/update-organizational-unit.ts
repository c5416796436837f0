import type { UpdateOrganizationalUnitRequest, UpdateOrganizationalUnitResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { duplicateUnit } from '../errors.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { findUnit } from './find-unit.ts'
import * as units from './unit.store.ts'
import { describeUnit } from './unit.ts'

export const updateOrganizationalUnit: Operation<UpdateOrganizationalUnitRequest, UpdateOrganizationalUnitResponse> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  const unit = findUnit(ctx.db, organization, input.OrganizationalUnitId)
  const name = input.Name ?? unit.name
  const same = units.findByName(ctx.db, organization.id, unit.parent, name)
  if (same && same.id !== unit.id) throw duplicateUnit()
  units.rename(ctx.db, unit.id, name)
  return { OrganizationalUnit: describeUnit(organization, { ...unit, name }) }
}
