import type { TagRoleRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { setTags } from '../tags.ts'
import { findRole } from './find-role.ts'

export const tagRole: Operation<TagRoleRequest, Record<string, never>> = (input, ctx) => {
  setTags(ctx, findRole(ctx, input.RoleName).arn, input.Tags)
  return {}
}
