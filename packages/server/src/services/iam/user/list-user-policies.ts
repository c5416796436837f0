import type { ListUserPoliciesRequest, ListUserPoliciesResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { listInline } from '../principal/principal-policies.ts'
import { userHolder } from './find-user.ts'

export const listUserPolicies: Operation<ListUserPoliciesRequest, ListUserPoliciesResponse> = (input, ctx) =>
  listInline(ctx, userHolder(ctx, input.UserName), input)
