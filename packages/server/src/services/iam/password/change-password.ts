import type { ChangePasswordRequest } from '@aws-sdk/client-iam'
import { type BackOff, createBackOff } from '../../../lib/back-off.ts'
import { verifyPassword } from '../../../lib/password-hash.ts'
import { type OperationFile, ServiceError, type StreamOperation } from '../../../operation.ts'
import { accessDenied } from '../errors.ts'
import { limits } from '../limits.ts'
import { findLoginProfile } from './find-login-profile.ts'
import * as policies from './password-policy.store.ts'
import { acceptedHash, storePassword } from './set-password.ts'

/** Hashing takes a moment, outside any transaction. */
export const ownTransactions = true

/** The account's policy may give the right to every user, whatever its own policies say. */
export const authorizes: OperationFile['authorizes'] = (_input, ctx) => {
  const { principal } = ctx.call
  return principal.kind === 'user' && policies.find(ctx.db, ctx.account)?.mayChange ? [] : [{ action: 'iam:ChangePassword', resource: principal.arn }]
}

/** A stolen session must not find out the password. */
const guesses: BackOff = createBackOff(limits.mfaGuesses)

/** The caller's own. */
export const changePassword: StreamOperation<ChangePasswordRequest, Record<string, never>> = async (input, ctx) => {
  const { principal } = ctx.call
  if (principal.kind !== 'user') throw new ServiceError('InvalidUserType', 'Only IAM Users can change their own password', 400)
  const profile = findLoginProfile(ctx, undefined)
  const now = ctx.now.getTime()
  if (guesses.waitMs(principal.userId, now) > 0) throw accessDenied('Too many wrong passwords. Try again later.')
  if (!(await verifyPassword(input.OldPassword, profile.hash, limits.passwordCost))) {
    guesses.failed(principal.userId, now)
    throw accessDenied('The old password was incorrect.')
  }
  guesses.succeeded(principal.userId)
  const owner = { account: ctx.account, name: profile.userName }
  const hash = await acceptedHash(ctx.db, owner, input.NewPassword)
  ctx.transact(() => storePassword(ctx.db, owner, hash, false, ctx.now))
  return {}
}
