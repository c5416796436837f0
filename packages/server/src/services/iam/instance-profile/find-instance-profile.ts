import type { InstanceProfile } from '@aws-sdk/client-iam'
import type { Context } from '../../../operation.ts'
import { noSuchInstanceProfile } from '../errors.ts'
import * as roles from '../role/role.store.ts'
import * as profiles from './instance-profile.store.ts'
import { describeInstanceProfile, type InstanceProfileRecord } from './instance-profile.ts'

/** Throws NoSuchEntity. */
export function findInstanceProfile(ctx: Context, name: string): InstanceProfileRecord {
  const profile = profiles.find(ctx.db, ctx.account, name)
  if (!profile) throw noSuchInstanceProfile(name)
  return profile
}

/** With its role. */
export const withRole = (ctx: Context, profile: InstanceProfileRecord): InstanceProfile =>
  describeInstanceProfile(profile, profile.roleName === undefined ? undefined : roles.find(ctx.db, ctx.account, profile.roleName))
