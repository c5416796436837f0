import type { DeleteRoleRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { deleteConflict } from '../errors.ts'
import { ofRole } from '../instance-profile/instance-profile.store.ts'
import { attached, inline } from '../principal/principal-policies.store.ts'
import { ownRole, roleHolder } from './find-role.ts'
import * as roles from './role.store.ts'

export const deleteRole: Operation<DeleteRoleRequest, Record<string, never>> = (input, ctx) => {
  const role = ownRole(ctx, input.RoleName)
  const holder = roleHolder(ctx, role.name)
  if (ofRole(ctx.db, ctx.account, role.name).length > 0) throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.')
  if (attached(ctx.db, holder).length > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.')
  if (inline(ctx.db, holder).length > 0) throw deleteConflict('Cannot delete entity, must delete policies first.')
  roles.remove(ctx.db, ctx.account, role.name)
  ctx.tags.drop(role.arn)
  ctx.wake(role.arn)
  return {}
}
