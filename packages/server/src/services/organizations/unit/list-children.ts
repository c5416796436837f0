import type { ListChildrenRequest, ListChildrenResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import * as accounts from '../account/account.store.ts'
import { parentNotFound } from '../errors.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { pageOf } from '../page.ts'
import { mustBeParent } from './find-unit.ts'
import * as units from './unit.store.ts'

export const listChildren: Operation<ListChildrenRequest, ListChildrenResponse> = (input, ctx) => {
  const { ParentId, ChildType: Type } = input
  const organization = managedOrganization(ctx)
  mustBeParent(ctx.db, organization, ParentId, parentNotFound)
  const children = Type === 'ACCOUNT' ? accounts.ofParent(ctx.db, organization.id, ParentId) : units.ofParent(ctx.db, organization.id, ParentId)
  const { items, next } = pageOf(
    children.map(({ id }) => ({ Id: id, Type })),
    input,
  )
  return { Children: items, ...next }
}
