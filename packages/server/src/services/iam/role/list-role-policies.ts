import type { ListRolePoliciesRequest, ListRolePoliciesResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { listInline } from '../principal/principal-policies.ts'
import { roleHolder } from './find-role.ts'

export const listRolePolicies: Operation<ListRolePoliciesRequest, ListRolePoliciesResponse> = (input, ctx) =>
  listInline(ctx, roleHolder(ctx, input.RoleName), input)
