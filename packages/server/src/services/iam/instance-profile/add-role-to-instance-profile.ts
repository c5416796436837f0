import type { AddRoleToInstanceProfileRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { limitExceeded } from '../errors.ts'
import { findRole } from '../role/find-role.ts'
import { findInstanceProfile } from './find-instance-profile.ts'
import * as profiles from './instance-profile.store.ts'

/** One role and no more. Who adds it hands it to machines: the right to pass it is needed. */
export const addRoleToInstanceProfile: Operation<AddRoleToInstanceProfileRequest, Record<string, never>> = (input, ctx) => {
  const profile = findInstanceProfile(ctx, input.InstanceProfileName)
  const role = findRole(ctx, input.RoleName)
  if (profile.roleName !== undefined) throw limitExceeded('Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1')
  ctx.iam.must('iam:PassRole', role.arn, { 'iam:PassedToService': 'ec2.amazonaws.com' })
  profiles.setRole(ctx.db, ctx.account, profile.name, role.name)
  return {}
}
