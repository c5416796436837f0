import type { DeleteRolePolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { deleteInlinePolicy } from '../principal/principal-policies.ts'
import { ownRoleHolder } from './find-role.ts'

export const deleteRolePolicy: Operation<DeleteRolePolicyRequest, Record<string, never>> = (input, ctx) => {
  deleteInlinePolicy(ctx, ownRoleHolder(ctx, input.RoleName), input.PolicyName)
  return {}
}
