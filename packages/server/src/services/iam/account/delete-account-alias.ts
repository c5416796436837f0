import type { DeleteAccountAliasRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { noSuchEntity } from '../errors.ts'
import * as aliases from './account-alias.store.ts'

export const deleteAccountAlias: Operation<DeleteAccountAliasRequest, Record<string, never>> = (input, ctx) => {
  if (aliases.aliasOf(ctx.db, ctx.account) !== input.AccountAlias) throw noSuchEntity(`The account alias ${input.AccountAlias} cannot be found.`)
  aliases.remove(ctx.db, ctx.account)
  return {}
}
