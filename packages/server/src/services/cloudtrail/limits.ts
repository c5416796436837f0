/** CloudTrail's own limits, and ours on the space that the record takes. */
export const MS_PER_DAY = 24 * 3_600_000

export const trailLimits = {
  /** How long events can be looked up (AWS: event history). */
  keptMs: 90 * MS_PER_DAY,
  /** Ours: the oldest events go when there are more. At about 1 KB each. */
  keptEvents: 200_000,
  /** Ours: how often an insert looks for old events, and how many it takes away at most: a bound on what one call pays. */
  pruneEvery: 256,
  pruneAtMost: 1_024,
  /** An event is at most this long (AWS: 256 KB); longer parameters are left out. */
  eventCharacters: 256 * 1024,
  pageEvents: 50,
  /** Ours: events that one LookupEvents call looks at before it answers with a token. */
  scannedEvents: 20_000,
  /** Kinds of use (principal, action, resource) that are kept; the longest unused go first. */
  keptUses: 100_000,
  /** Kinds of use in memory before they are written even though their time has not come. */
  usesInMemory: 5_000,
  /** Data events that wait for delivery: in memory until they are written, and in all. */
  dataEventsInMemory: 2_000,
  dataEventsWaiting: 50_000,
  trailsPerRegion: 5,
  tagsPerTrail: 50,
  selectorsPerTrail: 5,
  /** Data resources of all event selectors of a trail (AWS: 250). */
  dataResources: 250,
  /** Events in one delivered file. */
  eventsPerFile: 2_000,
} as const
