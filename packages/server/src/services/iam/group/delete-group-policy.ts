import type { DeleteGroupPolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { deleteInlinePolicy } from '../principal/principal-policies.ts'
import { groupHolder } from './find-group.ts'

export const deleteGroupPolicy: Operation<DeleteGroupPolicyRequest, Record<string, never>> = (input, ctx) => {
  deleteInlinePolicy(ctx, groupHolder(ctx, input.GroupName), input.PolicyName)
  return {}
}
