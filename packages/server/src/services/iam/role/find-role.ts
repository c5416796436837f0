import type { Context } from '../../../operation.ts'
import { noSuchRole, unmodifiable } from '../errors.ts'
import type { Holder } from '../principal/principal-policies.store.ts'
import * as roles from './role.store.ts'
import { isServiceLinked, type RoleRecord } from './role.ts'

/** Throws NoSuchEntity. */
export function findRole(ctx: Context, name: string): RoleRecord {
  const role = roles.find(ctx.db, ctx.account, name)
  if (!role) throw noSuchRole(name)
  return role
}

/** A role that is the account's to change: those of AWS's services are not. Throws NoSuchEntity or UnmodifiableEntity. */
export function ownRole(ctx: Context, name: string): RoleRecord {
  const role = findRole(ctx, name)
  if (isServiceLinked(role)) throw unmodifiable(`Cannot perform the operation on the protected role '${role.name}' - this role is only modifiable by AWS`)
  return role
}

/** The same as a holder of policies. */
export const ownRoleHolder = (ctx: Context, name: string): Holder => ({ account: ctx.account, kind: 'role', name: ownRole(ctx, name).name })

/** The role as a holder of policies. Throws NoSuchEntity. */
export const roleHolder = (ctx: Context, name: string): Holder => ({ account: ctx.account, kind: 'role', name: findRole(ctx, name).name })
