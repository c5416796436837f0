import type { CreateAliasRequest } from '@aws-sdk/client-kms'
import type { Context, Operation } from '../../../operation.ts'
import { aliasExists, aliasOfAlias, limitExceeded, validation } from '../errors.ts'
import { aliasArn, type Key, refusePendingDeletion } from '../key/key.ts'
import { mustFindKeyItself, parseKeyId } from '../key/key-id.ts'
import { kmsLimits } from '../limits.ts'
import * as aliases from './alias.store.ts'
import { checkAliasName } from './alias-name.ts'
import { findAlias } from './find-alias.ts'

/** A key of the same account and region, not about to be deleted, with room for one more alias. */
export function mustTakeAlias(ctx: Context, targetKeyId: string): Key {
  if (parseKeyId(ctx, targetKeyId).kind === 'alias') throw aliasOfAlias()
  const key = refusePendingDeletion(mustFindKeyItself(ctx, targetKeyId))
  if (key.account !== ctx.account) throw validation(`An alias and its KMS key must be in the same account; ${key.arn} is not.`)
  if (aliases.ofKey(ctx.db, key, key.id).length >= kmsLimits.aliasesPerKey) throw limitExceeded(`A key can have at most ${kmsLimits.aliasesPerKey} aliases.`)
  return key
}

export const createAlias: Operation<CreateAliasRequest, Record<string, never>> = (input, ctx) => {
  checkAliasName(input.AliasName)
  if (findAlias(ctx, input.AliasName)) throw aliasExists(aliasArn(ctx, input.AliasName))
  const key = mustTakeAlias(ctx, input.TargetKeyId)
  aliases.put(ctx.db, { account: ctx.account, region: ctx.region, name: input.AliasName, keyId: key.id, createdAt: ctx.now, updatedAt: ctx.now })
  return {}
}
