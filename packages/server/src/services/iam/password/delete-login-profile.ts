import type { DeleteLoginProfileRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { findLoginProfile } from './find-login-profile.ts'
import * as passwords from './password.store.ts'

/** Access keys go on, and so do sessions that are signed in. */
export const deleteLoginProfile: Operation<DeleteLoginProfileRequest, Record<string, never>> = (input, ctx) => {
  passwords.remove(ctx.db, ctx.account, findLoginProfile(ctx, input.UserName).userName)
  return {}
}
