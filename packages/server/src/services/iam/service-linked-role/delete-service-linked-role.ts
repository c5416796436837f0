import type { DeleteServiceLinkedRoleRequest, DeleteServiceLinkedRoleResponse } from '@aws-sdk/client-iam'
import { uuid } from '../../../lib/ids.ts'
import type { Operation } from '../../../operation.ts'
import { noSuchRole } from '../errors.ts'
import { findRole } from '../role/find-role.ts'
import * as roles from '../role/role.store.ts'
import { isServiceLinked } from '../role/role.ts'
import * as deletions from './service-linked-role.store.ts'

/** Nothing here depends on such a role, so it is gone at once; AWS first looks for resources that use it. */
export const deleteServiceLinkedRole: Operation<DeleteServiceLinkedRoleRequest, DeleteServiceLinkedRoleResponse> = (input, ctx) => {
  const role = findRole(ctx, input.RoleName)
  if (!isServiceLinked(role)) throw noSuchRole(role.name)
  const taskId = `task${role.path}${role.name}/${uuid()}`
  roles.remove(ctx.db, ctx.account, role.name)
  ctx.tags.drop(role.arn)
  deletions.insert(ctx.db, ctx.account, taskId, ctx.now)
  ctx.wake(role.arn)
  return { DeletionTaskId: taskId }
}
