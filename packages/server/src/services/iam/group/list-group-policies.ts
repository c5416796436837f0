import type { ListGroupPoliciesRequest, ListGroupPoliciesResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { listInline } from '../principal/principal-policies.ts'
import { groupHolder } from './find-group.ts'

export const listGroupPolicies: Operation<ListGroupPoliciesRequest, ListGroupPoliciesResponse> = (input, ctx) =>
  listInline(ctx, groupHolder(ctx, input.GroupName), input)
