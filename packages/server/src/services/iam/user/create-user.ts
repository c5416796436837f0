import type { CreateUserRequest, CreateUserResponse } from '@aws-sdk/client-iam'
import { iamId } from '../../../lib/ids.ts'
import type { Operation } from '../../../operation.ts'
import { alreadyExists, limitExceeded } from '../errors.ts'
import { limits } from '../limits.ts'
import { checkBoundary } from '../policy/find-policy.ts'
import { setTags } from '../tags.ts'
import * as users from './user.store.ts'
import { describeUser, type UserRecord, userArn } from './user.ts'

export const createUser: Operation<CreateUserRequest, CreateUserResponse> = (input, ctx) => {
  const path = input.Path ?? '/'
  if (users.find(ctx.db, ctx.account, input.UserName)) throw alreadyExists(`User with name ${input.UserName} already exists.`)
  if (input.PermissionsBoundary !== undefined) checkBoundary(ctx.db, input.PermissionsBoundary)
  if (users.count(ctx.db, ctx.account) >= limits.usersPerAccount) throw limitExceeded(`Cannot exceed quota for UsersPerAccount: ${limits.usersPerAccount}`)
  const user: UserRecord = {
    name: input.UserName,
    path,
    arn: userArn(ctx.account, path, input.UserName),
    id: iamId('AIDA'),
    createdAt: ctx.now,
    boundaryArn: input.PermissionsBoundary,
  }
  users.insert(ctx.db, ctx.account, user)
  setTags(ctx, user.arn, input.Tags)
  ctx.wake(user.arn)
  return { User: { ...describeUser(user), ...(input.Tags?.length ? { Tags: input.Tags } : {}) } }
}
