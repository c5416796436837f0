/** Events of several streams in the order of time, read in pieces: nothing is sorted, and a page costs what it shows. */
import type { Where } from '../log-group/log-group.store.ts'
import type { LogStream } from '../log-stream/log-stream.ts'
import * as events from './log-event.store.ts'

export interface MergedEvent extends events.StoredEvent {
  readonly stream: LogStream
}

/** Where a merged reading goes on: after this event. */
export interface MergedPlace extends events.Place {
  readonly stream: number
}

const PIECE = 256

interface Source {
  readonly stream: LogStream
  place: events.Place
  piece: events.StoredEvent[]
  next: number
  done: boolean
}

/** Among equal times streams come in the order of their numbers: what comes before `from` in that order was read already. */
function sourceOf(stream: LogStream, from: MergedPlace | undefined): Source {
  const place = !from
    ? { atMs: 0, sequence: 0 }
    : stream.id === from.stream
      ? from
      : { atMs: from.atMs, sequence: stream.id < from.stream ? Number.MAX_SAFE_INTEGER : 0 }
  return { stream, place, piece: [], next: 0, done: false }
}

function head(where: Where, source: Source, window: events.Window): events.StoredEvent | undefined {
  if (source.next === source.piece.length && !source.done) {
    source.piece = events.after(where, source.stream.id, source.place, window, PIECE)
    source.next = 0
    source.done = source.piece.length < PIECE
    const last = source.piece.at(-1)
    if (last) source.place = { atMs: last.at_ms, sequence: last.sequence }
  }
  return source.piece[source.next]
}

export function* merged(where: Where, streams: readonly LogStream[], window: events.Window, from: MergedPlace | undefined): Generator<MergedEvent> {
  const sources = streams.map((stream) => sourceOf(stream, from))
  for (;;) {
    let best: { readonly source: Source; readonly event: events.StoredEvent } | undefined
    for (const source of sources) {
      const event = head(where, source, window)
      if (event && (!best || event.at_ms < best.event.at_ms || (event.at_ms === best.event.at_ms && source.stream.id < best.source.stream.id)))
        best = { source, event }
    }
    if (!best) return
    best.source.next++
    yield { ...best.event, stream: best.source.stream }
  }
}
