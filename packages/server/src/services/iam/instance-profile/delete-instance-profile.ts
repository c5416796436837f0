import type { DeleteInstanceProfileRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { deleteConflict } from '../errors.ts'
import { findInstanceProfile } from './find-instance-profile.ts'
import * as profiles from './instance-profile.store.ts'

export const deleteInstanceProfile: Operation<DeleteInstanceProfileRequest, Record<string, never>> = (input, ctx) => {
  const profile = findInstanceProfile(ctx, input.InstanceProfileName)
  if (profile.roleName !== undefined) throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.')
  profiles.remove(ctx.db, ctx.account, profile.name)
  ctx.tags.drop(profile.arn)
  return {}
}
