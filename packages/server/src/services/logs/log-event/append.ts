/** Puts events into a stream: the one way in, for PutLogEvents and for the house itself. */
import type { LogEvent } from '../../../operation.ts'
import { logsLimits } from '../limits.ts'
import type { Where } from '../log-group/log-group.store.ts'
import { keptFromMs, type LogGroup } from '../log-group/log-group.ts'
import * as streams from '../log-stream/log-stream.store.ts'
import type { LogStream } from '../log-stream/log-stream.ts'
import * as events from './log-event.store.ts'

/** What AWS counts of an event. */
export const eventBytes = (message: string): number => Buffer.byteLength(message) + logsLimits.eventOverheadBytes

/** The events must be in order of time. Events that the group's retention has let go are deleted on the way. Answers the stream's next sequence number. */
export function append(where: Where & { readonly now: Date }, group: LogGroup, stream: LogStream, added: readonly LogEvent[]): number {
  const [first] = added
  const last = added.at(-1)
  if (!first || !last) return stream.nextSequence
  const ingestionMs = where.now.getTime()
  const rows = added.map(({ timestamp, message }, index) => ({ at_ms: timestamp, sequence: stream.nextSequence + index, ingested_ms: ingestionMs, message }))
  events.insert(where, stream.id, rows)
  const nextSequence = stream.nextSequence + added.length
  const addedBytes = added.reduce((sum, { message }) => sum + eventBytes(message), 0)
  streams.grow(where, stream.id, { firstMs: first.timestamp, lastMs: last.timestamp, ingestionMs, nextSequence, addedBytes })
  const keptFrom = keptFromMs(group, where.now)
  if (keptFrom > 0) events.removeBefore(where, stream.id, keptFrom)
  return nextSequence
}
