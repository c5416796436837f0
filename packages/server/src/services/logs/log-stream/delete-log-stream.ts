import type { DeleteLogStreamRequest } from '@aws-sdk/client-cloudwatch-logs'
import type { Operation } from '../../../operation.ts'
import * as events from '../log-event/log-event.store.ts'
import * as streams from './log-stream.store.ts'
import { requireLogStream } from './require-log-stream.ts'

/** With all its events. */
export const deleteLogStream: Operation<DeleteLogStreamRequest, Record<string, never>> = ({ logGroupName, logStreamName }, ctx) => {
  const { id } = requireLogStream(ctx, logGroupName, logStreamName)
  events.removeAll(ctx, id)
  streams.remove(ctx, id)
  return {}
}
