import type { UpdateUserRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import * as accessKeys from '../access-key/access-key.store.ts'
import { alreadyExists } from '../errors.ts'
import * as devices from '../mfa/mfa-device.store.ts'
import { rename } from '../principal/principal-policies.store.ts'
import { findUser, userHolder } from './find-user.ts'
import * as users from './user.store.ts'
import { userArn } from './user.ts'

/** Keys, policies, groups, password and devices follow; policies elsewhere that name the old ARN do not. */
export const updateUser: Operation<UpdateUserRequest, Record<string, never>> = (input, ctx) => {
  const user = findUser(ctx, input.UserName)
  const name = input.NewUserName ?? user.name
  const path = input.NewPath ?? user.path
  const taken = users.find(ctx.db, ctx.account, name)
  if (taken && taken.id !== user.id) throw alreadyExists(`User with name ${name} already exists.`)
  const arn = userArn(ctx.account, path, name)
  const tags = ctx.tags.of(user.arn)
  rename(ctx.db, userHolder(ctx, user.name), name)
  accessKeys.renameUser(ctx.db, ctx.account, user.name, name)
  devices.renameOwner(ctx.db, ctx.account, user.name, name)
  users.update(ctx.db, ctx.account, user.name, { ...user, name, path, arn })
  ctx.tags.drop(user.arn)
  ctx.tags.set(arn, tags)
  ctx.wake(arn)
  return {}
}
