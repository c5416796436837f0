import type { GetLogEventsRequest, GetLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs'
import type { Context, Operation, Valid } from '../../../operation.ts'
import { logsLimits } from '../limits.ts'
import { keptFromMs } from '../log-group/log-group.ts'
import { requireLogGroup } from '../log-group/require-log-group.ts'
import { requireLogStream } from '../log-stream/require-log-stream.ts'
import { groupNameOf } from '../names.ts'
import { eventBytes } from './append.ts'
import * as events from './log-event.store.ts'
import { type Direction, readPlace, writePlace } from './place.ts'

const END: events.Place = { atMs: Number.MAX_SAFE_INTEGER, sequence: 0 }

/** As many as fit into a page; the first one always does. */
function fitting(found: readonly events.StoredEvent[]): readonly events.StoredEvent[] {
  let bytes = 0
  const over = found.findIndex(({ message }, index) => {
    bytes += eventBytes(message)
    return bytes > logsLimits.pageBytes && index > 0
  })
  return over === -1 ? found : found.slice(0, over)
}

const placeOf = ({ at_ms, sequence }: events.StoredEvent): events.Place => ({ atMs: at_ms, sequence })

interface Request {
  readonly stream: number
  readonly direction: Direction
  readonly place: events.Place
  readonly window: events.Window
  readonly limit: number
}

/** Without a token a page has the newest events, or the oldest with startFromHead; with one, its direction decides. */
function requestOf(input: Valid<GetLogEventsRequest>, ctx: Context): Request {
  const { logStreamName, startTime = 0, endTime, nextToken, limit = logsLimits.pageEvents, startFromHead = false } = input
  const group = requireLogGroup(ctx, groupNameOf(ctx, input))
  const { id } = requireLogStream(ctx, group.name, logStreamName)
  const window = { fromMs: Math.max(startTime, keptFromMs(group, ctx.now)), toMs: endTime ?? Number.MAX_SAFE_INTEGER }
  const from: { direction: Direction; place: events.Place } =
    nextToken !== undefined
      ? readPlace(nextToken, id)
      : startFromHead
        ? { direction: 'f', place: { atMs: startTime, sequence: 0 } }
        : { direction: 'b', place: END }
  return { ...from, stream: id, window, limit }
}

/**
 * `startTime` is inclusive, `endTime` exclusive; the order is stable. Both tokens are always there: the same forward token gives, later, the events
 * that came since, so that a client can follow a stream. At the end of a stream the token sent comes back.
 */
export const getLogEvents: Operation<GetLogEventsRequest, GetLogEventsResponse> = (input, ctx) => {
  const { stream, direction, place, window, limit } = requestOf(input, ctx)
  const found = direction === 'f' ? events.after(ctx, stream, place, window, limit) : events.before(ctx, stream, place, window, limit)
  const page = direction === 'f' ? fitting(found) : [...fitting(found)].reverse()
  const [first] = page
  const last = page.at(-1)
  // With nothing on the page both tokens stand at the place asked for; before the first event there is nothing to be newer than.
  const empty = place === END ? { atMs: window.fromMs, sequence: 0 } : place
  const afterLast = last ? placeOf(last) : direction === 'f' || place === END ? empty : { ...empty, sequence: Math.max(0, empty.sequence - 1) }
  const beforeFirst = first ? placeOf(first) : direction === 'b' || place === END ? empty : { ...empty, sequence: empty.sequence + 1 }
  return {
    events: page.map(({ at_ms, message, ingested_ms }) => ({ timestamp: at_ms, message, ingestionTime: ingested_ms })),
    nextForwardToken: writePlace('f', stream, afterLast),
    nextBackwardToken: writePlace('b', stream, beforeFirst),
  }
}
