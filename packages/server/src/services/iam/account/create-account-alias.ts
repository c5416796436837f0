import type { CreateAccountAliasRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { alreadyExists, invalidInput } from '../errors.ts'
import * as aliases from './account-alias.store.ts'

/** A new alias takes the old one's place. */
export const createAccountAlias: Operation<CreateAccountAliasRequest, Record<string, never>> = (input, ctx) => {
  // An account's number would lead sign-ins astray.
  if (/^\d{12}$/.test(input.AccountAlias)) throw invalidInput('The account alias must not be a 12-digit number.')
  const owner = aliases.accountOf(ctx.db, input.AccountAlias)
  if (owner !== undefined && owner !== ctx.account) throw alreadyExists(`The account alias ${input.AccountAlias} already exists.`)
  aliases.put(ctx.db, ctx.account, input.AccountAlias)
  return {}
}
