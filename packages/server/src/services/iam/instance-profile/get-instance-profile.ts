import type { GetInstanceProfileRequest, GetInstanceProfileResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { findInstanceProfile, withRole } from './find-instance-profile.ts'

export const getInstanceProfile: Operation<GetInstanceProfileRequest, GetInstanceProfileResponse> = (input, ctx) => {
  const profile = findInstanceProfile(ctx, input.InstanceProfileName)
  const tags = ctx.tags.of(profile.arn)
  return { InstanceProfile: { ...withRole(ctx, profile), ...(tags.length > 0 ? { Tags: tags } : {}) } }
}
