import type { DeleteRolePermissionsBoundaryRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { noSuchEntity } from '../errors.ts'
import { ownRole } from './find-role.ts'
import * as roles from './role.store.ts'

export const deleteRolePermissionsBoundary: Operation<DeleteRolePermissionsBoundaryRequest, Record<string, never>> = (input, ctx) => {
  const role = ownRole(ctx, input.RoleName)
  if (role.boundaryArn === undefined) throw noSuchEntity(`Role ${role.name} does not have a permissions boundary.`)
  roles.update(ctx.db, ctx.account, { ...role, boundaryArn: undefined })
  return {}
}
