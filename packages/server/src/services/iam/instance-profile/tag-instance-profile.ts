import type { TagInstanceProfileRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { setTags } from '../tags.ts'
import { findInstanceProfile } from './find-instance-profile.ts'

export const tagInstanceProfile: Operation<TagInstanceProfileRequest, Record<string, never>> = (input, ctx) => {
  setTags(ctx, findInstanceProfile(ctx, input.InstanceProfileName).arn, input.Tags)
  return {}
}
