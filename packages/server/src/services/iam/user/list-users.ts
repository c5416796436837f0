import type { ListUsersRequest, ListUsersResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { pageOf } from '../page.ts'
import { usedAt } from '../password/password.store.ts'
import * as users from './user.store.ts'
import { describeUser, type UserRecord } from './user.ts'

export const listUsers: Operation<ListUsersRequest, ListUsersResponse> = (input, ctx) => {
  const { items, rest } = pageOf<UserRecord>(
    input,
    (user) => user.name,
    (after, limit) => users.list(ctx.db, ctx.account, input.PathPrefix ?? '/', after, limit),
  )
  return { Users: items.map((user) => describeUser(user, usedAt(ctx.db, ctx.account, user.name))), ...rest }
}
