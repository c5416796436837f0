import type { PutRolePolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { putInlinePolicy } from '../principal/principal-policies.ts'
import { ownRoleHolder } from './find-role.ts'

export const putRolePolicy: Operation<PutRolePolicyRequest, Record<string, never>> = (input, ctx) => {
  putInlinePolicy(ctx, ownRoleHolder(ctx, input.RoleName), { name: input.PolicyName, document: input.PolicyDocument })
  return {}
}
