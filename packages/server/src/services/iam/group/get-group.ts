import type { GetGroupRequest, GetGroupResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { pageOfList } from '../page.ts'
import { findUser } from '../user/find-user.ts'
import { describeUser } from '../user/user.ts'
import { findGroup } from './find-group.ts'
import * as groups from './group.store.ts'
import { describeGroup } from './group.ts'

/** The group and, paged, its users. */
export const getGroup: Operation<GetGroupRequest, GetGroupResponse> = (input, ctx) => {
  const group = findGroup(ctx, input.GroupName)
  const { items, rest } = pageOfList(input, (name) => name, groups.members(ctx.db, ctx.account, group.name))
  return { Group: describeGroup(group), Users: items.map((name) => describeUser(findUser(ctx, name))), ...rest }
}
