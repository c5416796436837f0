import type { ListOrganizationalUnitsForParentRequest, ListOrganizationalUnitsForParentResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { parentNotFound } from '../errors.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { pageOf } from '../page.ts'
import { mustBeParent } from './find-unit.ts'
import * as units from './unit.store.ts'
import { describeUnit } from './unit.ts'

export const listOrganizationalUnitsForParent: Operation<ListOrganizationalUnitsForParentRequest, ListOrganizationalUnitsForParentResponse> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  mustBeParent(ctx.db, organization, input.ParentId, parentNotFound)
  const { items, next } = pageOf(units.ofParent(ctx.db, organization.id, input.ParentId), input)
  return { OrganizationalUnits: items.map((unit) => describeUnit(organization, unit)), ...next }
}
