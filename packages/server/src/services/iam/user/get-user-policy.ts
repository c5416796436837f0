import type { GetUserPolicyRequest, GetUserPolicyResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { getInlinePolicy } from '../principal/principal-policies.ts'
import { userHolder } from './find-user.ts'

export const getUserPolicy: Operation<GetUserPolicyRequest, GetUserPolicyResponse> = (input, ctx) => {
  const holder = userHolder(ctx, input.UserName)
  const { name, document } = getInlinePolicy(ctx, holder, input.PolicyName)
  return { UserName: holder.name, PolicyName: name, PolicyDocument: encodeURIComponent(document) }
}
