import type { ListAttachedGroupPoliciesRequest, ListAttachedGroupPoliciesResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { listAttached } from '../principal/principal-policies.ts'
import { groupHolder } from './find-group.ts'

export const listAttachedGroupPolicies: Operation<ListAttachedGroupPoliciesRequest, ListAttachedGroupPoliciesResponse> = (input, ctx) =>
  listAttached(ctx, groupHolder(ctx, input.GroupName), input)
