import type { PutGroupPolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { putInlinePolicy } from '../principal/principal-policies.ts'
import { groupHolder } from './find-group.ts'

export const putGroupPolicy: Operation<PutGroupPolicyRequest, Record<string, never>> = (input, ctx) => {
  putInlinePolicy(ctx, groupHolder(ctx, input.GroupName), { name: input.PolicyName, document: input.PolicyDocument })
  return {}
}
