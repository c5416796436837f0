import type { ListGroupsForUserRequest, ListGroupsForUserResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { pageOfList } from '../page.ts'
import { findUser } from '../user/find-user.ts'
import * as groups from './group.store.ts'
import { describeGroup } from './group.ts'

export const listGroupsForUser: Operation<ListGroupsForUserRequest, ListGroupsForUserResponse> = (input, ctx) => {
  const { items, rest } = pageOfList(input, (group) => group.name, groups.ofUser(ctx.db, ctx.account, findUser(ctx, input.UserName).name))
  return { Groups: items.map(describeGroup), ...rest }
}
