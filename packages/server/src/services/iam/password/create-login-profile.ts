import type { CreateLoginProfileRequest, CreateLoginProfileResponse } from '@aws-sdk/client-iam'
import type { StreamOperation } from '../../../operation.ts'
import { alreadyExists, validationError } from '../errors.ts'
import { findUser, namedOrCaller } from '../user/find-user.ts'
import * as passwords from './password.store.ts'
import { acceptedHash } from './set-password.ts'

/** Hashing takes a moment, outside any transaction. */
export const ownTransactions = true

export const createLoginProfile: StreamOperation<CreateLoginProfileRequest, CreateLoginProfileResponse> = async (input, ctx) => {
  const named = namedOrCaller(ctx, input.UserName)
  if (!named || input.Password === undefined) throw validationError('Must specify userName and password.')
  const exists = () => alreadyExists(`Login Profile for user ${named.name} already exists.`)
  if (passwords.find(ctx.db, ctx.account, named.name)) throw exists()
  const hash = await acceptedHash(ctx.db, { account: ctx.account, name: named.name }, input.Password)
  const resetRequired = input.PasswordResetRequired ?? false
  ctx.transact(() => {
    const user = findUser(ctx, named.name)
    if (passwords.find(ctx.db, ctx.account, user.name)) throw exists()
    passwords.insert(ctx.db, ctx.account, user.name, hash, resetRequired, ctx.now)
  })
  return { LoginProfile: { UserName: named.name, CreateDate: ctx.now, PasswordResetRequired: resetRequired } }
}
