/** Data points of a metric gathered by period. */
import { shortPeriods } from '../limits.ts'
import * as metrics from '../metric/metric.store.ts'
import type { Metric } from '../metric/metric.ts'
import * as datapoints from './datapoint.store.ts'

export interface Range {
  readonly startMs: number
  readonly endMs: number
  readonly periodMs: number
}

export interface Bucket {
  /** The begin of its period. */
  readonly atMs: number
  readonly points: readonly datapoints.Datapoint[]
}

const MINUTE_MS = 60_000

/** A period is 1, 5, 10, 20, 30 or a multiple of 60 seconds. */
export const isPeriod = (seconds: number): boolean => shortPeriods.includes(seconds) || seconds % 60 === 0

/** As AWS rounds a start: down to the minute, or to a whole short period; periods count from there. */
export function rangeOf(start: Date, end: Date, periodSeconds: number): Range {
  const periodMs = periodSeconds * 1000
  const step = Math.min(periodMs, MINUTE_MS)
  return { startMs: Math.floor(start.getTime() / step) * step, endMs: end.getTime(), periodMs }
}

/** Periods with data, oldest first. */
export function series(where: metrics.Where, metric: Metric, { startMs, endMs, periodMs }: Range, unit: string | undefined): Bucket[] {
  const id = metrics.findId(where, metric)
  if (id === undefined) return []
  const buckets = new Map<number, datapoints.Datapoint[]>()
  for (const point of datapoints.between(where, id, startMs, endMs, unit)) {
    const atMs = startMs + Math.floor((point.at_ms - startMs) / periodMs) * periodMs
    const bucket = buckets.get(atMs)
    if (bucket) bucket.push(point)
    else buckets.set(atMs, [point])
  }
  return [...buckets].map(([atMs, points]) => ({ atMs, points }))
}
