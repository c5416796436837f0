import { type Context, ServiceError } from '../../../operation.ts'
import { noSuchUser, validationError } from '../errors.ts'
import type { Holder } from '../principal/principal-policies.store.ts'
import * as users from './user.store.ts'
import { type UserRecord, userNameOf } from './user.ts'

/** Throws NoSuchEntity. */
export function findUser(ctx: Context, name: string): UserRecord {
  const user = users.find(ctx.db, ctx.account, name)
  if (!user) throw noSuchUser(name)
  return user
}

/** The user as a holder of policies. Throws NoSuchEntity. */
export const userHolder = (ctx: Context, name: string): Holder => ({ account: ctx.account, kind: 'user', name: findUser(ctx, name).name })

/** The user that a call without a name is about: its caller. Undefined for root, who is no user. */
export function namedOrCaller(ctx: Context, name: string | undefined): UserRecord | undefined {
  if (name !== undefined) return findUser(ctx, name)
  const { principal } = ctx.call
  if (principal.kind === 'root') return undefined
  if (principal.kind !== 'user') throw validationError('Must specify userName when calling with non-User credentials')
  const own = userNameOf(principal.arn)
  if (own === undefined) throw new ServiceError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403)
  return findUser(ctx, own)
}
