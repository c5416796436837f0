import type { GetRoleRequest, GetRoleResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { findRole } from './find-role.ts'
import * as roles from './role.store.ts'
import { describeLastUsed, describeRole } from './role.ts'

export const getRole: Operation<GetRoleRequest, GetRoleResponse> = (input, ctx) => {
  const role = findRole(ctx, input.RoleName)
  const tags = ctx.tags.of(role.arn)
  return {
    Role: {
      ...describeRole(role),
      ...(tags.length > 0 ? { Tags: tags } : {}),
      ...(role.boundaryArn === undefined
        ? {}
        : { PermissionsBoundary: { PermissionsBoundaryType: 'Policy' as never, PermissionsBoundaryArn: role.boundaryArn } }),
      RoleLastUsed: describeLastUsed(roles.lastUsed(ctx.db, ctx.account, role.name)),
    },
  }
}
