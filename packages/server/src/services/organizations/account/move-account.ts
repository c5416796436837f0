import type { MoveAccountRequest } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { destinationParentNotFound, duplicateAccount, sourceParentNotFound } from '../errors.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { mustBeParent } from '../unit/find-unit.ts'
import * as accounts from './account.store.ts'
import { findAccount } from './find-account.ts'

export const moveAccount: Operation<MoveAccountRequest, Record<string, never>> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  const account = findAccount(ctx.db, organization, input.AccountId)
  mustBeParent(ctx.db, organization, input.SourceParentId, sourceParentNotFound)
  mustBeParent(ctx.db, organization, input.DestinationParentId, destinationParentNotFound)
  if (account.parent === input.DestinationParentId) throw duplicateAccount()
  if (account.parent !== input.SourceParentId) throw sourceParentNotFound()
  accounts.setParent(ctx.db, account.id, input.DestinationParentId)
  return {}
}
