import type { GetLoginProfileRequest, GetLoginProfileResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { findLoginProfile } from './find-login-profile.ts'

export const getLoginProfile: Operation<GetLoginProfileRequest, GetLoginProfileResponse> = (input, ctx) => {
  const { userName, createdAt, resetRequired } = findLoginProfile(ctx, input.UserName)
  return { LoginProfile: { UserName: userName, CreateDate: createdAt, PasswordResetRequired: resetRequired } }
}
