import type { Context } from '../../../operation.ts'
import { noSuchGroup } from '../errors.ts'
import type { Holder } from '../principal/principal-policies.store.ts'
import * as groups from './group.store.ts'
import type { GroupRecord } from './group.ts'

/** Throws NoSuchEntity. */
export function findGroup(ctx: Context, name: string): GroupRecord {
  const group = groups.find(ctx.db, ctx.account, name)
  if (!group) throw noSuchGroup(name)
  return group
}

/** The group as a holder of policies. Throws NoSuchEntity. */
export const groupHolder = (ctx: Context, name: string): Holder => ({ account: ctx.account, kind: 'group', name: findGroup(ctx, name).name })
