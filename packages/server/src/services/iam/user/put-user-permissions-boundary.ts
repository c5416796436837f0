import type { PutUserPermissionsBoundaryRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { checkBoundary } from '../policy/find-policy.ts'
import { findUser } from './find-user.ts'
import * as users from './user.store.ts'

export const putUserPermissionsBoundary: Operation<PutUserPermissionsBoundaryRequest, Record<string, never>> = (input, ctx) => {
  const user = findUser(ctx, input.UserName)
  checkBoundary(ctx.db, input.PermissionsBoundary)
  users.update(ctx.db, ctx.account, user.name, { ...user, boundaryArn: input.PermissionsBoundary })
  return {}
}
