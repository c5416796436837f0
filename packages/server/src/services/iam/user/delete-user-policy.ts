import type { DeleteUserPolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { deleteInlinePolicy } from '../principal/principal-policies.ts'
import { userHolder } from './find-user.ts'

export const deleteUserPolicy: Operation<DeleteUserPolicyRequest, Record<string, never>> = (input, ctx) => {
  deleteInlinePolicy(ctx, userHolder(ctx, input.UserName), input.PolicyName)
  return {}
}
