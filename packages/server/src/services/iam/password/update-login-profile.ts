import type { UpdateLoginProfileRequest } from '@aws-sdk/client-iam'
import type { StreamOperation } from '../../../operation.ts'
import { findLoginProfile } from './find-login-profile.ts'
import * as passwords from './password.store.ts'
import { acceptedHash, storePassword } from './set-password.ts'

/** Hashing takes a moment, outside any transaction. */
export const ownTransactions = true

export const updateLoginProfile: StreamOperation<UpdateLoginProfileRequest, Record<string, never>> = async (input, ctx) => {
  const { userName: name } = findLoginProfile(ctx, input.UserName)
  const owner = { account: ctx.account, name }
  const hash = input.Password === undefined ? undefined : await acceptedHash(ctx.db, owner, input.Password)
  const { PasswordResetRequired: resetRequired } = input
  ctx.transact(() => {
    if (hash !== undefined) storePassword(ctx.db, owner, hash, resetRequired, ctx.now)
    else if (resetRequired !== undefined) passwords.setResetRequired(ctx.db, ctx.account, name, resetRequired)
  })
  return {}
}
