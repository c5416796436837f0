import type { ListTagsLogGroupRequest, ListTagsLogGroupResponse } from '@aws-sdk/client-cloudwatch-logs'
import type { Operation } from '../../../operation.ts'
import { logGroupArn } from '../names.ts'
import { requireLogGroup } from './require-log-group.ts'
import { tagMap } from './tags.ts'

/** The older form of ListTagsForResource. */
export const listTagsLogGroup: Operation<ListTagsLogGroupRequest, ListTagsLogGroupResponse> = ({ logGroupName }, ctx) => {
  requireLogGroup(ctx, logGroupName)
  return { tags: tagMap(ctx.tags.of(logGroupArn(ctx, logGroupName))) }
}
