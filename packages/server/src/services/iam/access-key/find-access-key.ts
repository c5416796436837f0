import type { Context } from '../../../operation.ts'
import { noSuchAccessKey } from '../errors.ts'
import { namedOrCaller } from '../user/find-user.ts'
import * as accessKeys from './access-key.store.ts'
import type { AccessKeyRecord } from './access-key.ts'

/** Whose keys a call is about: `userName` undefined stands for root's. */
export interface KeyOwner {
  readonly userName: string | undefined
  /** What changes for the rest of the house when a key does. */
  readonly arn: string
}

export function keyOwner(ctx: Context, userName: string | undefined): KeyOwner {
  const user = namedOrCaller(ctx, userName)
  return { userName: user?.name, arn: user?.arn ?? `arn:aws:iam::${ctx.account}:root` }
}

/** The owner's key. Throws NoSuchEntity for a key that is another's, too. */
export function findAccessKey(ctx: Context, owner: KeyOwner, id: string): AccessKeyRecord {
  const key = accessKeys.find(ctx.db, id)
  if (!key || key.account !== ctx.account || key.userName !== owner.userName) throw noSuchAccessKey(id)
  return key
}
