import type { ListAccountAliasesRequest, ListAccountAliasesResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import * as aliases from './account-alias.store.ts'

export const listAccountAliases: Operation<ListAccountAliasesRequest, ListAccountAliasesResponse> = (_input, ctx) => {
  const alias = aliases.aliasOf(ctx.db, ctx.account)
  return { AccountAliases: alias === undefined ? [] : [alias], IsTruncated: false }
}
