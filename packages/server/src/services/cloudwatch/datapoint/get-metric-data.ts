import type { GetMetricDataInput, GetMetricDataOutput, MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch'
import type { Context, Operation, Valid } from '../../../operation.ts'
import { validationError } from '../errors.ts'
import { cloudwatchLimits } from '../limits.ts'
import { dimensionsOf } from '../metric/metric.ts'
import { readToken, writeToken } from '../tokens.ts'
import { isPeriod, rangeOf, series } from './series.ts'
import { type Statistic, statisticOf } from './statistics.ts'

type Input = Valid<GetMetricDataInput>

const ID = /^[a-z][a-zA-Z0-9_]*$/

function check({ MetricDataQueries, StartTime, EndTime, MaxDatapoints }: Input): void {
  if (MetricDataQueries.length === 0) throw validationError('The parameter MetricDataQueries must not be empty.')
  if (MetricDataQueries.length > cloudwatchLimits.queries)
    throw validationError(`The collection MetricDataQueries must not have a size greater than ${cloudwatchLimits.queries}.`)
  if (StartTime >= EndTime) throw validationError('The parameter StartTime must be less than the parameter EndTime.')
  if (MaxDatapoints !== undefined && (MaxDatapoints < 1 || MaxDatapoints > cloudwatchLimits.datapoints))
    throw validationError(`The parameter MaxDatapoints must be between 1 and ${cloudwatchLimits.datapoints}.`)
  const ids = MetricDataQueries.map(({ Id }) => Id)
  if (new Set(ids).size !== ids.length) throw validationError('The values for parameter id in MetricDataQueries must be unique.')
}

interface Computed {
  readonly statistic: Statistic
  readonly periodSeconds: number
}

/** Kenja answers queries for metrics; expressions, metric math and search, are refused by name. */
function computedBy({ Id = '', MetricStat, Expression, AccountId }: MetricDataQuery, name: string): Computed {
  if (!ID.test(Id)) throw validationError(`The value ${Id} for parameter ${name}.Id is not matching the expected pattern ${ID.source}.`)
  if (Expression !== undefined) throw validationError(`The parameter ${name}.Expression is not supported. Kenja answers MetricStat queries, not metric math.`)
  if (AccountId !== undefined) throw validationError(`The parameter ${name}.AccountId is not supported.`)
  if (!MetricStat) throw validationError(`The parameter ${name}.MetricStat is required.`)
  const { Stat = '', Period = 0 } = MetricStat
  if (!isPeriod(Period)) throw validationError(`The parameter ${name}.MetricStat.Period must be 1, 5, 10, 20, 30 or a multiple of 60.`)
  const statistic = statisticOf(Stat)
  if (!statistic)
    throw validationError(
      `The value ${Stat} for parameter ${name}.MetricStat.Stat is not supported. Kenja computes SampleCount, Average, Sum, Minimum, Maximum and percentiles, p0 to p100.`,
    )
  return { statistic, periodSeconds: Period }
}

interface Line {
  readonly query: MetricDataQuery
  readonly times: readonly Date[]
  readonly values: readonly number[]
}

function line(query: MetricDataQuery, { statistic, periodSeconds }: Computed, input: Input, ctx: Context): Line {
  const { Namespace = '', MetricName = '', Dimensions } = query.MetricStat?.Metric ?? {}
  const metric = { namespace: Namespace, name: MetricName, dimensions: dimensionsOf(Dimensions) }
  const found = series(ctx, metric, rangeOf(input.StartTime, input.EndTime, periodSeconds), query.MetricStat?.Unit).flatMap(({ atMs, points }) => {
    const value = statistic(points)
    return value === undefined ? [] : [{ time: new Date(atMs), value }]
  })
  if (input.ScanBy !== 'TimestampAscending') found.reverse()
  return { query, times: found.map(({ time }) => time), values: found.map(({ value }) => value) }
}

const result = ({ query, times, values }: Line, from: number, to: number): MetricDataResult => ({
  Id: query.Id,
  Label: query.Label ?? query.MetricStat?.Metric?.MetricName,
  Timestamps: times.slice(from, to),
  Values: values.slice(from, to),
  StatusCode: to < times.length ? 'PartialData' : 'Complete',
})

/** Newest first unless asked otherwise. A page has MaxDatapoints at most, and goes on where the token says. */
export const getMetricData: Operation<GetMetricDataInput, GetMetricDataOutput> = (input, ctx) => {
  check(input)
  const computations = input.MetricDataQueries.map((query, index) => computedBy(query, `MetricDataQueries.member.${index + 1}`))
  const wanted = input.MetricDataQueries.map((query, index) => ({ query, computed: computations[index] as Computed })).filter(
    ({ query }) => query.ReturnData !== false,
  )
  const [first, offset] = input.NextToken === undefined ? [0, 0] : (readToken(input.NextToken, ['number', 'number']) as readonly [number, number])
  let left = input.MaxDatapoints ?? cloudwatchLimits.datapoints
  const results: MetricDataResult[] = []
  for (const [index, { query, computed }] of wanted.entries()) {
    if (index < first) continue
    const from = index === first ? offset : 0
    const found = line(query, computed, input, ctx)
    const to = Math.min(found.times.length, from + left)
    // A query without data costs nothing; one for which there is no room at all waits for the next page.
    if (left > 0 || found.times.length === 0) results.push(result(found, from, to))
    if (to < found.times.length) return { MetricDataResults: results, NextToken: writeToken([index, to]), Messages: [] }
    left -= to - from
  }
  return { MetricDataResults: results, Messages: [] }
}
