import type { AttachUserPolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { attachPolicy } from '../principal/principal-policies.ts'
import { userHolder } from './find-user.ts'

export const attachUserPolicy: Operation<AttachUserPolicyRequest, Record<string, never>> = (input, ctx) => {
  attachPolicy(ctx, userHolder(ctx, input.UserName), input.PolicyArn)
  return {}
}
