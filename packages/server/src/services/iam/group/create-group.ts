import type { CreateGroupRequest, CreateGroupResponse } from '@aws-sdk/client-iam'
import { iamId } from '../../../lib/ids.ts'
import type { Operation } from '../../../operation.ts'
import { alreadyExists, limitExceeded } from '../errors.ts'
import { limits } from '../limits.ts'
import * as groups from './group.store.ts'
import { describeGroup, groupArn } from './group.ts'

export const createGroup: Operation<CreateGroupRequest, CreateGroupResponse> = (input, ctx) => {
  const path = input.Path ?? '/'
  if (groups.find(ctx.db, ctx.account, input.GroupName)) throw alreadyExists(`Group with name ${input.GroupName} already exists.`)
  if (groups.count(ctx.db, ctx.account) >= limits.groupsPerAccount) throw limitExceeded(`Cannot exceed quota for GroupsPerAccount: ${limits.groupsPerAccount}`)
  const group = { name: input.GroupName, path, arn: groupArn(ctx.account, path, input.GroupName), id: iamId('AGPA'), createdAt: ctx.now }
  groups.insert(ctx.db, ctx.account, group)
  return { Group: describeGroup(group) }
}
