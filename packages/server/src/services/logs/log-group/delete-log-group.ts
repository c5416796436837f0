import type { DeleteLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs'
import type { Operation } from '../../../operation.ts'
import * as events from '../log-event/log-event.store.ts'
import * as streams from '../log-stream/log-stream.store.ts'
import { logGroupArn } from '../names.ts'
import * as groups from './log-group.store.ts'
import { requireLogGroup } from './require-log-group.ts'

/** With all its streams, their events and its tags. */
export const deleteLogGroup: Operation<DeleteLogGroupRequest, Record<string, never>> = ({ logGroupName }, ctx) => {
  requireLogGroup(ctx, logGroupName)
  for (const stream of streams.all(ctx, logGroupName)) {
    events.removeAll(ctx, stream.id)
    streams.remove(ctx, stream.id)
  }
  groups.remove(ctx, logGroupName)
  ctx.tags.drop(logGroupArn(ctx, logGroupName))
  return {}
}
