import type { UpdateAliasRequest } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { validation } from '../errors.ts'
import * as keys from '../key/key.store.ts'
import * as aliases from './alias.store.ts'
import { checkAliasName } from './alias-name.ts'
import { mustTakeAlias } from './create-alias.ts'
import { mustFindAlias } from './find-alias.ts'

/** To another key of the same kind: what the alias stands for must stay what its users need. */
export const updateAlias: Operation<UpdateAliasRequest, Record<string, never>> = (input, ctx) => {
  checkAliasName(input.AliasName)
  const alias = mustFindAlias(ctx, input.AliasName)
  const before = keys.find(ctx, alias, alias.keyId)
  const key = mustTakeAlias(ctx, input.TargetKeyId)
  if (before && before.usage !== key.usage) throw validation(`The current and the new KMS key must have the same key usage; ${key.arn} has ${key.usage}.`)
  aliases.put(ctx.db, { ...alias, keyId: key.id, updatedAt: ctx.now })
  return {}
}
