import type { GetGroupPolicyRequest, GetGroupPolicyResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { getInlinePolicy } from '../principal/principal-policies.ts'
import { groupHolder } from './find-group.ts'

export const getGroupPolicy: Operation<GetGroupPolicyRequest, GetGroupPolicyResponse> = (input, ctx) => {
  const holder = groupHolder(ctx, input.GroupName)
  const { name, document } = getInlinePolicy(ctx, holder, input.PolicyName)
  return { GroupName: holder.name, PolicyName: name, PolicyDocument: encodeURIComponent(document) }
}
