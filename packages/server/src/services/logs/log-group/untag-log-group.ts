import type { UntagLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs'
import type { Operation } from '../../../operation.ts'
import { logGroupArn } from '../names.ts'
import { requireLogGroup } from './require-log-group.ts'

/** The older form of UntagResource; its `tags` are keys. */
export const untagLogGroup: Operation<UntagLogGroupRequest, Record<string, never>> = ({ logGroupName, tags }, ctx) => {
  requireLogGroup(ctx, logGroupName)
  ctx.tags.remove(logGroupArn(ctx, logGroupName), tags)
  return {}
}
