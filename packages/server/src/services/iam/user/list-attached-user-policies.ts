import type { ListAttachedUserPoliciesRequest, ListAttachedUserPoliciesResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { listAttached } from '../principal/principal-policies.ts'
import { userHolder } from './find-user.ts'

export const listAttachedUserPolicies: Operation<ListAttachedUserPoliciesRequest, ListAttachedUserPoliciesResponse> = (input, ctx) =>
  listAttached(ctx, userHolder(ctx, input.UserName), input)
