import type { ListParentsRequest, ListParentsResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import * as accounts from '../account/account.store.ts'
import { childNotFound } from '../errors.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import * as units from './unit.store.ts'

/** An account or a unit has one. */
export const listParents: Operation<ListParentsRequest, ListParentsResponse> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  const child = input.ChildId.startsWith('ou-') ? units.find(ctx.db, input.ChildId) : accounts.find(ctx.db, input.ChildId)
  if (child?.organization !== organization.id) throw childNotFound()
  return { Parents: [{ Id: child.parent, Type: child.parent === organization.rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT' }] }
}
