import type { UpdateRoleDescriptionRequest, UpdateRoleDescriptionResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { findRole } from './find-role.ts'
import * as roles from './role.store.ts'
import { describeRole } from './role.ts'

export const updateRoleDescription: Operation<UpdateRoleDescriptionRequest, UpdateRoleDescriptionResponse> = (input, ctx) => {
  const role = { ...findRole(ctx, input.RoleName), description: input.Description }
  roles.update(ctx.db, ctx.account, role)
  return { Role: describeRole(role) }
}
