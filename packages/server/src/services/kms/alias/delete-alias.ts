import type { DeleteAliasRequest } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { aliasNotFound } from '../errors.ts'
import { aliasArn } from '../key/key.ts'
import * as aliases from './alias.store.ts'
import { checkAliasName } from './alias-name.ts'

/** The key stays. */
export const deleteAlias: Operation<DeleteAliasRequest, Record<string, never>> = (input, ctx) => {
  checkAliasName(input.AliasName)
  if (!aliases.find(ctx.db, ctx, input.AliasName)) throw aliasNotFound(aliasArn(ctx, input.AliasName))
  aliases.remove(ctx.db, ctx, input.AliasName)
  return {}
}
