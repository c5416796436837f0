import type { DeleteGroupRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { deleteConflict } from '../errors.ts'
import { attached, inline } from '../principal/principal-policies.store.ts'
import { findGroup, groupHolder } from './find-group.ts'
import * as groups from './group.store.ts'

export const deleteGroup: Operation<DeleteGroupRequest, Record<string, never>> = (input, ctx) => {
  const group = findGroup(ctx, input.GroupName)
  const holder = groupHolder(ctx, group.name)
  if (groups.members(ctx.db, ctx.account, group.name).length > 0) throw deleteConflict('Cannot delete entity, must remove users from group first.')
  if (attached(ctx.db, holder).length > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.')
  if (inline(ctx.db, holder).length > 0) throw deleteConflict('Cannot delete entity, must delete policies first.')
  groups.remove(ctx.db, ctx.account, group.name)
  return {}
}
