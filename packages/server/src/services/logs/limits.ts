/** CloudWatch Logs' own limits, from its API reference and quotas page. */
export const logsLimits = {
  /** Sum over a PutLogEvents batch of each message's UTF-8 bytes and EVENT_OVERHEAD_BYTES. */
  batchBytes: 1_048_576,
  eventOverheadBytes: 26,
  batchSpanMs: 24 * 3_600_000,
  futureMs: 2 * 3_600_000,
  pastMs: 14 * 24 * 3_600_000,
  /** Events and bytes of one page of GetLogEvents and FilterLogEvents. */
  pageEvents: 10_000,
  pageBytes: 1_048_576,
  /** Streams or groups of one page. */
  pageNames: 50,
  /** Ours: events that one FilterLogEvents call looks at before it answers with a token. */
  scannedEvents: 100_000,
  /** Ours: a line of a job's output longer than this becomes several events. */
  lineBytes: 262_144 - 26,
} as const

/** What PutRetentionPolicy takes, in days. */
export const retentionDays: readonly number[] = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]
export const MS_PER_DAY = 24 * 3_600_000
