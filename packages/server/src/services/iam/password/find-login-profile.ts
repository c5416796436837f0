import type { Context } from '../../../operation.ts'
import { noSuchLoginProfile, validationError } from '../errors.ts'
import { namedOrCaller } from '../user/find-user.ts'
import * as passwords from './password.store.ts'

/** The password of the named user, else of the caller. Throws NoSuchEntity. */
export function findLoginProfile(ctx: Context, userName: string | undefined): passwords.PasswordRecord & { readonly userName: string } {
  const user = namedOrCaller(ctx, userName)
  if (!user) throw validationError('Must specify userName when calling with non-User credentials')
  const password = passwords.find(ctx.db, ctx.account, user.name)
  if (!password) throw noSuchLoginProfile(user.name)
  return { ...password, userName: user.name }
}
