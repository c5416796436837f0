import type { PutRolePermissionsBoundaryRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { checkBoundary } from '../policy/find-policy.ts'
import { ownRole } from './find-role.ts'
import * as roles from './role.store.ts'

export const putRolePermissionsBoundary: Operation<PutRolePermissionsBoundaryRequest, Record<string, never>> = (input, ctx) => {
  const role = ownRole(ctx, input.RoleName)
  checkBoundary(ctx.db, input.PermissionsBoundary)
  roles.update(ctx.db, ctx.account, { ...role, boundaryArn: input.PermissionsBoundary })
  return {}
}
