import type { DetachGroupPolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { detachPolicy } from '../principal/principal-policies.ts'
import { groupHolder } from './find-group.ts'

export const detachGroupPolicy: Operation<DetachGroupPolicyRequest, Record<string, never>> = (input, ctx) => {
  detachPolicy(ctx, groupHolder(ctx, input.GroupName), input.PolicyArn)
  return {}
}
