import type { ListAccountsRequest, ListAccountsResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { pageOf } from '../page.ts'
import * as accounts from './account.store.ts'
import { describeAccountRecord } from './account.ts'

export const listAccounts: Operation<ListAccountsRequest, ListAccountsResponse> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  const { items, next } = pageOf(accounts.ofOrganization(ctx.db, organization.id), input)
  return { Accounts: items.map((account) => describeAccountRecord(organization, account)), ...next }
}
