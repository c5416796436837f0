import type { GetUserRequest, GetUserResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { usedAt } from '../password/password.store.ts'
import { namedOrCaller } from './find-user.ts'
import { describeUser } from './user.ts'

/** Without a name: the caller. For root IAM answers with the account itself. */
export const getUser: Operation<GetUserRequest, GetUserResponse> = (input, ctx) => {
  const user = namedOrCaller(ctx, input.UserName)
  if (!user) return { User: { Path: '/', UserName: 'root', UserId: ctx.account, Arn: `arn:aws:iam::${ctx.account}:root`, CreateDate: ctx.now } }
  const tags = ctx.tags.of(user.arn)
  return {
    User: {
      ...describeUser(user, usedAt(ctx.db, ctx.account, user.name)),
      ...(tags.length > 0 ? { Tags: tags } : {}),
      ...(user.boundaryArn === undefined
        ? {}
        : { PermissionsBoundary: { PermissionsBoundaryType: 'Policy' as never, PermissionsBoundaryArn: user.boundaryArn } }),
    },
  }
}
