import type { RemoveUserFromGroupRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { findUser } from '../user/find-user.ts'
import { findGroup } from './find-group.ts'
import * as groups from './group.store.ts'

export const removeUserFromGroup: Operation<RemoveUserFromGroupRequest, Record<string, never>> = (input, ctx) => {
  groups.removeMember(ctx.db, ctx.account, findGroup(ctx, input.GroupName).name, findUser(ctx, input.UserName).name)
  return {}
}
