import type { UntagInstanceProfileRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { findInstanceProfile } from './find-instance-profile.ts'

export const untagInstanceProfile: Operation<UntagInstanceProfileRequest, Record<string, never>> = (input, ctx) => {
  ctx.tags.remove(findInstanceProfile(ctx, input.InstanceProfileName).arn, input.TagKeys)
  return {}
}
