import type { DeleteUserRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { ofUser } from '../access-key/access-key.store.ts'
import { deleteConflict } from '../errors.ts'
import * as groups from '../group/group.store.ts'
import * as devices from '../mfa/mfa-device.store.ts'
import * as passwords from '../password/password.store.ts'
import { attached, inline } from '../principal/principal-policies.store.ts'
import { findUser, userHolder } from './find-user.ts'
import * as users from './user.store.ts'

export const deleteUser: Operation<DeleteUserRequest, Record<string, never>> = (input, ctx) => {
  const user = findUser(ctx, input.UserName)
  const holder = userHolder(ctx, user.name)
  if (passwords.find(ctx.db, ctx.account, user.name)) throw deleteConflict('Cannot delete entity, must delete login profile first.')
  if (groups.ofUser(ctx.db, ctx.account, user.name).length > 0) throw deleteConflict('Cannot delete entity, must remove users from group first.')
  if (devices.ofOwner(ctx.db, ctx.account, user.name).length > 0) throw deleteConflict('Cannot delete entity, must delete MFA device first.')
  if (ofUser(ctx.db, ctx.account, user.name).length > 0) throw deleteConflict('Cannot delete entity, must delete access keys first.')
  if (attached(ctx.db, holder).length > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.')
  if (inline(ctx.db, holder).length > 0) throw deleteConflict('Cannot delete entity, must delete policies first.')
  users.remove(ctx.db, ctx.account, user.name)
  ctx.tags.drop(user.arn)
  ctx.wake(user.arn)
  return {}
}
