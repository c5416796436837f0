import type { DescribeLogStreamsRequest, DescribeLogStreamsResponse } from '@aws-sdk/client-cloudwatch-logs'
import type { Operation } from '../../../operation.ts'
import { invalidParameter } from '../errors.ts'
import { logsLimits } from '../limits.ts'
import { requireLogGroup } from '../log-group/require-log-group.ts'
import { groupNameOf } from '../names.ts'
import { readToken, writeToken } from '../tokens.ts'
import * as streams from './log-stream.store.ts'
import { describe } from './log-stream.ts'

/** `nextToken` only when more streams exist: the SageMaker SDK asks again, without the token, for as long as there is one. */
export const describeLogStreams: Operation<DescribeLogStreamsRequest, DescribeLogStreamsResponse> = (input, ctx) => {
  const { logStreamNamePrefix, orderBy, descending = false, nextToken, limit = logsLimits.pageNames } = input
  if (orderBy === 'LastEventTime' && logStreamNamePrefix !== undefined) throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.')
  const group = requireLogGroup(ctx, groupNameOf(ctx, input)).name
  const position = nextToken === undefined ? undefined : readToken(nextToken, ['number', 'string'])
  const after = position && { lastEventMs: position[0] as number, name: position[1] as string }
  const order: streams.Order = { by: orderBy === 'LastEventTime' ? 'last event' : 'name', descending, after }
  const found = streams.list(ctx, group, logStreamNamePrefix ?? '', order, limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    logStreams: page.map((stream) => describe(ctx, stream)),
    ...(found.length > limit && last && { nextToken: writeToken([last.lastEventMs ?? -1, last.name]) }),
  }
}
