import type { ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { listAttached } from '../principal/principal-policies.ts'
import { roleHolder } from './find-role.ts'

export const listAttachedRolePolicies: Operation<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse> = (input, ctx) =>
  listAttached(ctx, roleHolder(ctx, input.RoleName), input)
