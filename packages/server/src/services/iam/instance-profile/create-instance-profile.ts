import type { CreateInstanceProfileRequest, CreateInstanceProfileResponse } from '@aws-sdk/client-iam'
import { iamId } from '../../../lib/ids.ts'
import type { Operation } from '../../../operation.ts'
import { alreadyExists, limitExceeded } from '../errors.ts'
import { limits } from '../limits.ts'
import { setTags } from '../tags.ts'
import * as profiles from './instance-profile.store.ts'
import { describeInstanceProfile, instanceProfileArn } from './instance-profile.ts'

export const createInstanceProfile: Operation<CreateInstanceProfileRequest, CreateInstanceProfileResponse> = (input, ctx) => {
  const path = input.Path ?? '/'
  const name = input.InstanceProfileName
  if (profiles.find(ctx.db, ctx.account, name)) throw alreadyExists(`Instance Profile ${name} already exists.`)
  if (profiles.count(ctx.db, ctx.account) >= limits.instanceProfilesPerAccount)
    throw limitExceeded(`Cannot exceed quota for InstanceProfilesPerAccount: ${limits.instanceProfilesPerAccount}`)
  const profile = { name, path, arn: instanceProfileArn(ctx.account, path, name), id: iamId('AIPA'), createdAt: ctx.now, roleName: undefined }
  profiles.insert(ctx.db, ctx.account, profile)
  setTags(ctx, profile.arn, input.Tags)
  return { InstanceProfile: { ...describeInstanceProfile(profile, undefined), ...(input.Tags?.length ? { Tags: input.Tags } : {}) } }
}
