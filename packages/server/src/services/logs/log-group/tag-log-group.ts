import type { TagLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs'
import type { Operation } from '../../../operation.ts'
import { logGroupArn } from '../names.ts'
import { requireLogGroup } from './require-log-group.ts'
import { tagList } from './tags.ts'

/** The older form of TagResource. */
export const tagLogGroup: Operation<TagLogGroupRequest, Record<string, never>> = ({ logGroupName, tags }, ctx) => {
  requireLogGroup(ctx, logGroupName)
  ctx.tags.set(logGroupArn(ctx, logGroupName), tagList(tags))
  return {}
}
