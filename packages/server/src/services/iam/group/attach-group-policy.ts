import type { AttachGroupPolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { attachPolicy } from '../principal/principal-policies.ts'
import { groupHolder } from './find-group.ts'

export const attachGroupPolicy: Operation<AttachGroupPolicyRequest, Record<string, never>> = (input, ctx) => {
  attachPolicy(ctx, groupHolder(ctx, input.GroupName), input.PolicyArn)
  return {}
}
