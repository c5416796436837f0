import type { DeleteUserPermissionsBoundaryRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { noSuchEntity } from '../errors.ts'
import { findUser } from './find-user.ts'
import * as users from './user.store.ts'

export const deleteUserPermissionsBoundary: Operation<DeleteUserPermissionsBoundaryRequest, Record<string, never>> = (input, ctx) => {
  const user = findUser(ctx, input.UserName)
  if (user.boundaryArn === undefined) throw noSuchEntity(`User ${user.name} does not have a permissions boundary.`)
  users.update(ctx.db, ctx.account, user.name, { ...user, boundaryArn: undefined })
  return {}
}
