import type { CreateLogStreamRequest } from '@aws-sdk/client-cloudwatch-logs'
import type { Operation } from '../../../operation.ts'
import { streamExists } from '../errors.ts'
import { requireLogGroup } from '../log-group/require-log-group.ts'
import * as streams from './log-stream.store.ts'

export const createLogStream: Operation<CreateLogStreamRequest, Record<string, never>> = ({ logGroupName, logStreamName }, ctx) => {
  requireLogGroup(ctx, logGroupName)
  if (!streams.insert(ctx, logGroupName, logStreamName, ctx.now.getTime())) throw streamExists()
  return {}
}
