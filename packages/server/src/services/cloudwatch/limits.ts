/** CloudWatch's own limits, from its API reference and quotas page. */
export const cloudwatchLimits = {
  /** Metrics of one PutMetricData, and values of one of them. */
  putMetrics: 1000,
  putValues: 150,
  /** Values beyond ±2^360 are refused. */
  value: 2 ** 360,
  futureMs: 2 * 3_600_000,
  pastMs: 14 * 24 * 3_600_000,
  /** Datapoints of one GetMetricStatistics. */
  statistics: 1440,
  /** Queries and datapoints of one GetMetricData. */
  queries: 500,
  datapoints: 100_800,
  listed: 500,
  /** How long ListMetrics knows a metric without new data, and what it calls recent. */
  listedMs: 14 * 24 * 3_600_000,
  recentMs: 3 * 3_600_000,
  keptMs: 455 * 24 * 3_600_000,
} as const

/** Seconds that a period below a minute may have. */
export const shortPeriods: readonly number[] = [1, 5, 10, 20, 30]
