import type { PutUserPolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { putInlinePolicy } from '../principal/principal-policies.ts'
import { userHolder } from './find-user.ts'

export const putUserPolicy: Operation<PutUserPolicyRequest, Record<string, never>> = (input, ctx) => {
  putInlinePolicy(ctx, userHolder(ctx, input.UserName), { name: input.PolicyName, document: input.PolicyDocument })
  return {}
}
