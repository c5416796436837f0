import type { ListGroupsRequest, ListGroupsResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { pageOf } from '../page.ts'
import * as groups from './group.store.ts'
import { describeGroup, type GroupRecord } from './group.ts'

export const listGroups: Operation<ListGroupsRequest, ListGroupsResponse> = (input, ctx) => {
  const { items, rest } = pageOf<GroupRecord>(
    input,
    (group) => group.name,
    (after, limit) => groups.list(ctx.db, ctx.account, input.PathPrefix ?? '/', after, limit),
  )
  return { Groups: items.map(describeGroup), ...rest }
}
