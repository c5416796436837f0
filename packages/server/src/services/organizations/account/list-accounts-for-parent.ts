import type { ListAccountsForParentRequest, ListAccountsForParentResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { parentNotFound } from '../errors.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { pageOf } from '../page.ts'
import { mustBeParent } from '../unit/find-unit.ts'
import * as accounts from './account.store.ts'
import { describeAccountRecord } from './account.ts'

export const listAccountsForParent: Operation<ListAccountsForParentRequest, ListAccountsForParentResponse> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  mustBeParent(ctx.db, organization, input.ParentId, parentNotFound)
  const { items, next } = pageOf(accounts.ofParent(ctx.db, organization.id, input.ParentId), input)
  return { Accounts: items.map((account) => describeAccountRecord(organization, account)), ...next }
}
