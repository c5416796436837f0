import type { DetachUserPolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { detachPolicy } from '../principal/principal-policies.ts'
import { userHolder } from './find-user.ts'

export const detachUserPolicy: Operation<DetachUserPolicyRequest, Record<string, never>> = (input, ctx) => {
  detachPolicy(ctx, userHolder(ctx, input.UserName), input.PolicyArn)
  return {}
}
