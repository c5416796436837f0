import type { ListRolesRequest, ListRolesResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { pageOf } from '../page.ts'
import * as roles from './role.store.ts'
import { describeRole, type RoleRecord } from './role.ts'

export const listRoles: Operation<ListRolesRequest, ListRolesResponse> = (input, ctx) => {
  const { items, rest } = pageOf<RoleRecord>(
    input,
    (role) => role.name,
    (after, limit) => roles.list(ctx.db, ctx.account, input.PathPrefix ?? '/', after, limit),
  )
  return { Roles: items.map(describeRole), ...rest }
}
