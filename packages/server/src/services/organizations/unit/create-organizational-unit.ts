import type { CreateOrganizationalUnitRequest, CreateOrganizationalUnitResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { constraintViolation, duplicateUnit, parentNotFound } from '../errors.ts'
import { limits } from '../limits.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { arnIn } from '../organization/organization.ts'
import { attachFullAccess } from '../policy/full-access.ts'
import { checkTags } from '../tag/check-tags.ts'
import { mustBeParent, pathToRoot } from './find-unit.ts'
import * as units from './unit.store.ts'
import { describeUnit, newUnitId } from './unit.ts'

export const createOrganizationalUnit: Operation<CreateOrganizationalUnitRequest, CreateOrganizationalUnitResponse> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  mustBeParent(ctx.db, organization, input.ParentId, parentNotFound)
  const tags = checkTags(input.Tags)
  if (pathToRoot(ctx.db, input.ParentId).length > limits.unitDepth)
    throw constraintViolation('OU_DEPTH_LIMIT_EXCEEDED', 'You attempted to create an OU tree that is too many levels deep.')
  if (units.ofOrganization(ctx.db, organization.id).length >= limits.units)
    throw constraintViolation('OU_NUMBER_LIMIT_EXCEEDED', 'You attempted to exceed the number of OUs that you can have in an organization.')
  if (units.findByName(ctx.db, organization.id, input.ParentId, input.Name)) throw duplicateUnit()
  const unit = { id: newUnitId(organization.rootId), organization: organization.id, parent: input.ParentId, name: input.Name }
  units.insert(ctx.db, unit)
  attachFullAccess(ctx.db, organization, unit.id)
  ctx.tags.set(arnIn(organization, 'ou', unit.id), tags)
  return { OrganizationalUnit: describeUnit(organization, unit) }
}
