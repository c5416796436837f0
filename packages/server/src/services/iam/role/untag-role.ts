import type { UntagRoleRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { findRole } from './find-role.ts'

export const untagRole: Operation<UntagRoleRequest, Record<string, never>> = (input, ctx) => {
  ctx.tags.remove(findRole(ctx, input.RoleName).arn, input.TagKeys)
  return {}
}
