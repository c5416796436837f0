import type { UpdateRoleRequest, UpdateRoleResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { findRole } from './find-role.ts'
import * as roles from './role.store.ts'

export const updateRole: Operation<UpdateRoleRequest, UpdateRoleResponse> = (input, ctx) => {
  const role = findRole(ctx, input.RoleName)
  roles.update(ctx.db, ctx.account, {
    ...role,
    description: input.Description ?? role.description,
    maxSessionSeconds: input.MaxSessionDuration ?? role.maxSessionSeconds,
  })
  return {}
}
