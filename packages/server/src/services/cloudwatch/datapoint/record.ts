/** Puts data for a metric: the one way in, for PutMetricData and for the house itself. */
import { cloudwatchLimits } from '../limits.ts'
import * as metrics from '../metric/metric.store.ts'
import type { Metric } from '../metric/metric.ts'
import * as datapoints from './datapoint.store.ts'

export type Sample = Pick<datapoints.Datapoint, 'minimum' | 'maximum' | 'count' | 'sum'>

export interface When {
  readonly atMs: number
  readonly unit: string
  /** Kept by the second, not by the minute. */
  readonly highResolution: boolean
}

export function record(where: metrics.Where & { readonly now: Date }, metric: Metric, { atMs, unit, highResolution }: When, samples: readonly Sample[]): void {
  const stepMs = highResolution ? 1000 : 60_000
  const id = metrics.touch(where, metric, atMs)
  for (const sample of samples) datapoints.add(where, id, { at_ms: Math.floor(atMs / stepMs) * stepMs, unit, ...sample })
  datapoints.removeBefore(where, id, where.now.getTime() - cloudwatchLimits.keptMs)
}
