/** CloudWatch metrics for the house itself: `ctx.metrics`. */
import type { MetricDatum } from '../../operation.ts'
import { record } from './datapoint/record.ts'
import type { Where } from './metric/metric.store.ts'
import { dimensionsOfRecord } from './metric/metric.ts'

/** Binds `ctx.metrics` to a scope, a transaction and a time. Values that are no numbers (a loss that became NaN) are left out, as CloudWatch refuses them. */
export function metricsPort(where: Where & { readonly now: Date }): { put(namespace: string, data: readonly MetricDatum[]): void } {
  return {
    put(namespace, data) {
      for (const { name, value, at, unit = 'None', dimensions } of data) {
        if (!Number.isFinite(value)) continue
        const sample = { minimum: value, maximum: value, count: 1, sum: value }
        record(where, { namespace, name, dimensions: dimensionsOfRecord(dimensions) }, { atMs: at.getTime(), unit, highResolution: false }, [sample])
      }
    },
  }
}
