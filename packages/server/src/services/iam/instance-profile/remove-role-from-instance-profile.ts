import type { RemoveRoleFromInstanceProfileRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { noSuchEntity } from '../errors.ts'
import { findInstanceProfile } from './find-instance-profile.ts'
import * as profiles from './instance-profile.store.ts'

export const removeRoleFromInstanceProfile: Operation<RemoveRoleFromInstanceProfileRequest, Record<string, never>> = (input, ctx) => {
  const profile = findInstanceProfile(ctx, input.InstanceProfileName)
  if (profile.roleName?.toLowerCase() !== input.RoleName.toLowerCase())
    throw noSuchEntity(`Role ${input.RoleName} in Instance Profile ${profile.name} cannot be found.`)
  profiles.setRole(ctx.db, ctx.account, profile.name, undefined)
  return {}
}
