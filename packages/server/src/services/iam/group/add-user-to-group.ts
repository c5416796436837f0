import type { AddUserToGroupRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { limitExceeded } from '../errors.ts'
import { limits } from '../limits.ts'
import { findUser } from '../user/find-user.ts'
import { findGroup } from './find-group.ts'
import * as groups from './group.store.ts'

export const addUserToGroup: Operation<AddUserToGroupRequest, Record<string, never>> = (input, ctx) => {
  const group = findGroup(ctx, input.GroupName)
  const user = findUser(ctx, input.UserName)
  const already = groups.ofUser(ctx.db, ctx.account, user.name)
  if (!already.some(({ name }) => name === group.name) && already.length >= limits.groupsPerUser)
    throw limitExceeded(`Cannot exceed quota for GroupsPerUser: ${limits.groupsPerUser}`)
  groups.addMember(ctx.db, ctx.account, group.name, user.name)
  return {}
}
