import type { Context } from '../../../operation.ts'
import { noSuchRole } from '../errors.ts'
import type { Holder } from '../principal/principal-policies.store.ts'
import * as roles from './role.store.ts'
import type { RoleRecord } from './role.ts'

/** Throws NoSuchEntity. */
export function findRole(ctx: Context, name: string): RoleRecord {
  const role = roles.find(ctx.db, ctx.account, name)
  if (!role) throw noSuchRole(name)
  return role
}

/** The role as a holder of policies. Throws NoSuchEntity. */
export const roleHolder = (ctx: Context, name: string): Holder => ({ account: ctx.account, kind: 'role', name: findRole(ctx, name).name })
