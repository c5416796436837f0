import type { GetMetricStatisticsInput, GetMetricStatisticsOutput, Datapoint as Output, StandardUnit } from '@aws-sdk/client-cloudwatch'
import type { Operation, Valid } from '../../../operation.ts'
import { invalidCombination, invalidValue, missingParameter } from '../errors.ts'
import { cloudwatchLimits } from '../limits.ts'
import { dimensionsOf } from '../metric/metric.ts'
import type { Datapoint } from './datapoint.store.ts'
import { isPeriod, type Range, rangeOf, series } from './series.ts'
import { isPercentile, statisticOf } from './statistics.ts'

type Input = Valid<GetMetricStatisticsInput>

function rangeFor({ StartTime, EndTime, Period }: Input): Range {
  if (StartTime >= EndTime) throw invalidValue('The parameter StartTime must be less than the parameter EndTime.')
  if (!isPeriod(Period)) throw invalidValue('The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.')
  const range = rangeOf(StartTime, EndTime, Period)
  const wanted = Math.ceil((range.endMs - range.startMs) / range.periodMs)
  if (wanted > cloudwatchLimits.statistics)
    throw invalidCombination(
      `You have requested up to ${wanted.toLocaleString('en-US')} datapoints, which exceeds the limit of ${cloudwatchLimits.statistics.toLocaleString('en-US')}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    )
  return range
}

function unitsOf(points: readonly Datapoint[]): Map<string, Datapoint[]> {
  const units = new Map<string, Datapoint[]>()
  for (const point of points) units.set(point.unit, [...(units.get(point.unit) ?? []), point])
  return units
}

function computed(names: readonly string[], points: readonly Datapoint[]): Record<string, number> {
  return Object.fromEntries(
    names.map((name) => [name, statisticOf(name)?.(points)] as const).filter((entry): entry is readonly [string, number] => entry[1] !== undefined),
  )
}

/** Oldest first (AWS promises no order). Without a Unit, data of different units are different datapoints. */
export const getMetricStatistics: Operation<GetMetricStatisticsInput, GetMetricStatisticsOutput> = (input, ctx) => {
  const { Namespace, MetricName, Dimensions, Statistics = [], ExtendedStatistics = [], Unit } = input
  const range = rangeFor(input)
  if (Statistics.length + ExtendedStatistics.length === 0)
    throw missingParameter('At least one of the parameters Statistics and ExtendedStatistics must be specified.')
  const unknown = ExtendedStatistics.find((name) => !isPercentile(name))
  if (unknown !== undefined)
    throw invalidValue(`The value ${unknown} for parameter ExtendedStatistics is not supported. Kenja computes percentiles, p0 to p100.`)
  const metric = { namespace: Namespace, name: MetricName, dimensions: dimensionsOf(Dimensions) }
  const found = series(ctx, metric, range, Unit).flatMap(({ atMs, points }) =>
    [...unitsOf(points)].map(([unit, ofUnit]): Output => {
      const extended = computed(ExtendedStatistics, ofUnit)
      return {
        Timestamp: new Date(atMs),
        ...computed(Statistics, ofUnit),
        Unit: unit as StandardUnit,
        ...(Object.keys(extended).length > 0 && { ExtendedStatistics: extended }),
      }
    }),
  )
  return { Label: MetricName, Datapoints: found }
}
