import type { FilteredLogEvent, FilterLogEventsRequest, FilterLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs'
import type { Context, Operation, Valid } from '../../../operation.ts'
import { invalidParameter, streamNotFound } from '../errors.ts'
import { logsLimits } from '../limits.ts'
import { keptFromMs } from '../log-group/log-group.ts'
import { requireLogGroup } from '../log-group/require-log-group.ts'
import * as streams from '../log-stream/log-stream.store.ts'
import type { LogStream } from '../log-stream/log-stream.ts'
import { groupNameOf } from '../names.ts'
import { readToken, writeToken } from '../tokens.ts'
import { eventBytes } from './append.ts'
import { compileFilter } from './filter-pattern.ts'
import { type MergedEvent, type MergedPlace, merged } from './merged.ts'
import { eventId } from './place.ts'

function streamsOf({ logStreamNames, logStreamNamePrefix }: Valid<FilterLogEventsRequest>, group: string, ctx: Context): LogStream[] {
  if (logStreamNames && logStreamNamePrefix !== undefined) throw invalidParameter('logStreamNames and logStreamNamePrefix are mutually exclusive parameters.')
  if (!logStreamNames) return streams.all(ctx, group, logStreamNamePrefix ?? '')
  const found = [...new Set(logStreamNames)].map((name) => streams.find(ctx, group, name))
  if (found.includes(undefined)) throw streamNotFound()
  return (found as LogStream[]).sort((left, right) => left.id - right.id)
}

const shown = (event: MergedEvent): FilteredLogEvent => ({
  logStreamName: event.stream.name,
  timestamp: event.at_ms,
  message: event.message,
  ingestionTime: event.ingested_ms,
  eventId: eventId(event.stream.id, { atMs: event.at_ms, sequence: event.sequence }),
})

/**
 * Events of all streams, interleaved by time; `startTime` and `endTime` are inclusive. A page may be empty and still have a token: a call looks at so many
 * events only. `searchedLogStreams` is always empty, as on AWS since 2020.
 */
export const filterLogEvents: Operation<FilterLogEventsRequest, FilterLogEventsResponse> = (input, ctx) => {
  const {
    startTime = 0,
    endTime,
    filterPattern = '',
    nextToken,
    limit = logsLimits.pageEvents,
    startFromHead = true,
  } = input as typeof input & { startFromHead?: boolean }
  if (!startFromHead) throw invalidParameter('Kenja reads log groups from the oldest event on: startFromHead must be true.')
  const matches = compileFilter(filterPattern)
  const group = requireLogGroup(ctx, groupNameOf(ctx, input))
  const from = nextToken === undefined ? undefined : readToken(nextToken, ['number', 'number', 'number'])
  const place: MergedPlace | undefined = from && { atMs: from[0] as number, stream: from[1] as number, sequence: from[2] as number }
  const window = { fromMs: Math.max(startTime, keptFromMs(group, ctx.now)), toMs: endTime === undefined ? Number.MAX_SAFE_INTEGER : endTime + 1 }
  const page: FilteredLogEvent[] = []
  let bytes = 0
  let scanned = 0
  let last: MergedEvent | undefined
  for (const event of merged(ctx, streamsOf(input, group.name, ctx), window, place)) {
    const wanted = matches(event.message)
    const size = wanted ? eventBytes(event.message) : 0
    const full = page.length === limit || scanned === logsLimits.scannedEvents || (wanted && page.length > 0 && bytes + size > logsLimits.pageBytes)
    if (full && last) return { events: page, searchedLogStreams: [], nextToken: writeToken([last.at_ms, last.stream.id, last.sequence]) }
    if (wanted) page.push(shown(event))
    bytes += size
    scanned++
    last = event
  }
  return { events: page, searchedLogStreams: [] }
}
