import type { AttachRolePolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { attachPolicy } from '../principal/principal-policies.ts'
import { ownRoleHolder } from './find-role.ts'

export const attachRolePolicy: Operation<AttachRolePolicyRequest, Record<string, never>> = (input, ctx) => {
  attachPolicy(ctx, ownRoleHolder(ctx, input.RoleName), input.PolicyArn)
  return {}
}
