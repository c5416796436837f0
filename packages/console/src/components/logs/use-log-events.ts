/** The events of a log group, or of some of its streams, as they come. */
import { type FilteredLogEvent, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { useEffect, useRef } from 'react'
import { logs } from '../../aws/cloudwatch-logs.ts'
import { useQuery } from '../../aws/use-query.ts'
import { mergeEvents } from './merge-events.ts'

export interface LogSource {
  readonly group: string
  /** Streams whose names begin so; without it, all. */
  readonly streamPrefix?: string
  readonly streams?: readonly string[]
  /** CloudWatch Logs' filter pattern. */
  readonly pattern?: string
  /** Milliseconds since 1970. */
  readonly since?: number
}

export const MOST_EVENTS = 2_000
/** Pages a round: a first look at a long log must end. */
const MOST_PAGES = 20
/** While nothing comes; as soon as something has come, the next look is sooner. */
const LIVE_MS = 5_000

/** `live`: more is expected. A group that is not there yet has no events. */
export function useLogEvents(source: LogSource, live: boolean) {
  const key = `events ${JSON.stringify(source)}`
  const known = useRef<{ readonly key: string; readonly events: readonly FilteredLogEvent[] }>({ key, events: [] })
  const fresh = useRef(false)
  if (known.current.key !== key) known.current = { key, events: [] }
  const query = useQuery(
    key,
    async () => {
      const before = known.current.events
      const events = mergeEvents(before, await readEvents(source, before.at(-1)?.timestamp ?? source.since), MOST_EVENTS)
      fresh.current = events !== before && before.length > 0
      known.current = { key, events }
      return events
    },
    { restMs: live ? LIVE_MS : 0, passing: () => live && fresh.current },
  )
  const { reload } = query
  const wasLive = useRef(live)
  // Once more after the end: the last lines may have come after the last look.
  useEffect(() => {
    if (wasLive.current && !live) reload()
    wasLive.current = live
  }, [live, reload])
  return query
}

async function readEvents({ group, streamPrefix, streams, pattern }: LogSource, startTime: number | undefined): Promise<FilteredLogEvent[]> {
  const all: FilteredLogEvent[] = []
  let nextToken: string | undefined
  try {
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await logs().send(
        new FilterLogEventsCommand({
          logGroupName: group,
          ...(streamPrefix !== undefined && { logStreamNamePrefix: streamPrefix }),
          ...(streams && { logStreamNames: [...streams] }),
          ...(pattern && { filterPattern: pattern }),
          ...(startTime !== undefined && { startTime }),
          ...(nextToken && { nextToken }),
        }),
      )
      all.push(...(answer.events ?? []))
      nextToken = answer.nextToken
      if (!nextToken) break
    }
  } catch (error) {
    if ((error as Error).name !== 'ResourceNotFoundException') throw error
  }
  return all
}
