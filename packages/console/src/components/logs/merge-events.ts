/** Events in the order of their time, each once, only the last `most`. A round begins at the time of the last known event, so that one comes again. */
export interface Event {
  readonly eventId?: string | undefined
  readonly timestamp?: number | undefined
}

export function mergeEvents<One extends Event>(known: readonly One[], more: readonly One[], most: number): readonly One[] {
  const ids = new Set(known.map(({ eventId }) => eventId))
  const fresh = more.filter(({ eventId }) => eventId === undefined || !ids.has(eventId))
  if (fresh.length === 0) return known
  return [...known, ...fresh].sort((a, b) => (a.timestamp ?? 0) - (b.timestamp ?? 0)).slice(-most)
}
