import type { Context } from '../../../operation.ts'
import { aliasNotFound } from '../errors.ts'
import * as keys from '../key/key.store.ts'
import { aliasArn } from '../key/key.ts'
import * as aliases from './alias.store.ts'

/** An alias of the caller's account and region. One whose key's time has come is gone with it. */
export function findAlias(ctx: Context, name: string): aliases.Alias | undefined {
  const alias = aliases.find(ctx.db, ctx, name)
  return alias && keys.find(ctx, alias, alias.keyId) ? alias : undefined
}

/** Throws NotFoundException. */
export function mustFindAlias(ctx: Context, name: string): aliases.Alias {
  const alias = findAlias(ctx, name)
  if (!alias) throw aliasNotFound(aliasArn(ctx, name))
  return alias
}
