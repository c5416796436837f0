import type { DimensionFilter, ListMetricsInput, ListMetricsOutput } from '@aws-sdk/client-cloudwatch'
import type { Operation } from '../../../operation.ts'
import { cloudwatchLimits } from '../limits.ts'
import { readToken, writeToken } from '../tokens.ts'
import * as metrics from './metric.store.ts'
import { describe, type Metric } from './metric.ts'

const has = ({ dimensions }: Metric, filters: readonly DimensionFilter[]): boolean =>
  filters.every(({ Name, Value }) => dimensions.some(([name, value]) => name === Name && (Value === undefined || value === Value)))

/** Metrics with data of the last two weeks, or of the last three hours; 500 a page. */
export const listMetrics: Operation<ListMetricsInput, ListMetricsOutput> = (input, ctx) => {
  const { Namespace, MetricName, Dimensions = [], RecentlyActive, NextToken } = input
  const ageMs = RecentlyActive === undefined ? cloudwatchLimits.listedMs : cloudwatchLimits.recentMs
  const filter = { namespace: Namespace, name: MetricName, sinceMs: ctx.now.getTime() - ageMs }
  const [namespace, name, dimensions] = NextToken === undefined ? [] : (readToken(NextToken, ['string', 'string', 'string']) as readonly string[])
  let after: Metric | undefined = namespace === undefined ? undefined : { namespace, name: name as string, dimensions: JSON.parse(dimensions as string) }
  const page: Metric[] = []
  for (;;) {
    const found = metrics.list(ctx, filter, after, cloudwatchLimits.listed)
    for (const metric of found) {
      if (!has(metric, Dimensions)) continue
      const last = page.at(-1)
      if (page.length === cloudwatchLimits.listed && last)
        return { Metrics: page.map(describe), NextToken: writeToken([last.namespace, last.name, JSON.stringify(last.dimensions)]) }
      page.push(metric)
    }
    after = found.at(-1)
    if (found.length < cloudwatchLimits.listed) return { Metrics: page.map(describe) }
  }
}
