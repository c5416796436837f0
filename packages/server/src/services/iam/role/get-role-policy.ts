import type { GetRolePolicyRequest, GetRolePolicyResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { getInlinePolicy } from '../principal/principal-policies.ts'
import { roleHolder } from './find-role.ts'

export const getRolePolicy: Operation<GetRolePolicyRequest, GetRolePolicyResponse> = (input, ctx) => {
  const holder = roleHolder(ctx, input.RoleName)
  const { name, document } = getInlinePolicy(ctx, holder, input.PolicyName)
  return { RoleName: holder.name, PolicyName: name, PolicyDocument: encodeURIComponent(document) }
}
