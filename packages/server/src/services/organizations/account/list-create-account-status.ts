import type { ListCreateAccountStatusRequest, ListCreateAccountStatusResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { pageOf } from '../page.ts'
import * as accounts from './account.store.ts'
import { describeCreation } from './account.ts'

export const listCreateAccountStatus: Operation<ListCreateAccountStatusRequest, ListCreateAccountStatusResponse> = (input, ctx) => {
  const { id } = managedOrganization(ctx)
  const wanted = accounts.creations(ctx.db, id).filter(({ state }) => !input.States?.length || input.States.includes(state))
  const { items, next } = pageOf(wanted, input)
  return { CreateAccountStatuses: items.map(describeCreation), ...next }
}
