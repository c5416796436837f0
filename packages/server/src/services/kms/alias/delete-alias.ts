import type { DeleteAliasRequest } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import * as aliases from './alias.store.ts'
import { checkAliasName } from './alias-name.ts'
import { mustFindAlias } from './find-alias.ts'

/** The key stays. */
export const deleteAlias: Operation<DeleteAliasRequest, Record<string, never>> = (input, ctx) => {
  checkAliasName(input.AliasName)
  aliases.remove(ctx.db, ctx, mustFindAlias(ctx, input.AliasName).name)
  return {}
}
