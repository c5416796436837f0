import type { DetachRolePolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { detachPolicy } from '../principal/principal-policies.ts'
import { ownRoleHolder } from './find-role.ts'

export const detachRolePolicy: Operation<DetachRolePolicyRequest, Record<string, never>> = (input, ctx) => {
  detachPolicy(ctx, ownRoleHolder(ctx, input.RoleName), input.PolicyArn)
  return {}
}
