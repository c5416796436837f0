import type { MetricDatum, PutMetricDataInput } from '@aws-sdk/client-cloudwatch'
import type { Operation } from '../../../operation.ts'
import { invalidCombination, invalidValue, missingParameter } from '../errors.ts'
import { cloudwatchLimits } from '../limits.ts'
import { dimensionsOf } from '../metric/metric.ts'
import { record, type Sample } from './record.ts'

function number(value: number, name: string): number {
  if (!Number.isFinite(value) || Math.abs(value) > cloudwatchLimits.value) throw invalidValue(`The value ${value} for parameter ${name} is invalid.`)
  return value
}

const VALUE_MEMBERS = ['Value', 'Values', 'StatisticValues'] as const

function onlyOne(datum: MetricDatum, name: string): void {
  const given = VALUE_MEMBERS.filter((member) => datum[member] !== undefined)
  if (given.length > 1)
    throw invalidCombination(`The parameters ${name}.${given[0]} and ${name}.${given[1]} are mutually exclusive and you have specified both.`)
  if (given.length === 0) throw missingParameter(`One of the parameters ${name}.Value, ${name}.Values and ${name}.StatisticValues must be specified.`)
}

function samples(datum: MetricDatum, name: string): Sample[] {
  onlyOne(datum, name)
  const { Value, Values = [], Counts, StatisticValues } = datum
  if (Value !== undefined) return [exactly(number(Value, `${name}.Value`), 1)]
  if (StatisticValues) return [statisticSet(StatisticValues, `${name}.StatisticValues`)]
  if (Values.length === 0) throw missingParameter(`The parameter ${name}.Values must not be empty.`)
  if (Values.length > cloudwatchLimits.putValues)
    throw invalidValue(`The collection ${name}.Values must not have a size greater than ${cloudwatchLimits.putValues}.`)
  if (Counts && Counts.length !== Values.length) throw invalidValue(`The parameters ${name}.Values and ${name}.Counts must be of the same size.`)
  return Values.map((value, index) => {
    const count = number(Counts?.[index] ?? 1, `${name}.Counts.member.${index + 1}`)
    if (count <= 0) throw invalidValue(`The value ${count} for parameter ${name}.Counts.member.${index + 1} is invalid.`)
    return exactly(number(value, `${name}.Values.member.${index + 1}`), count)
  })
}

const exactly = (value: number, count: number): Sample => ({ minimum: value, maximum: value, count, sum: value * count })

function statisticSet(set: NonNullable<MetricDatum['StatisticValues']>, name: string): Sample {
  const minimum = number(set.Minimum as number, `${name}.Minimum`)
  const maximum = number(set.Maximum as number, `${name}.Maximum`)
  const count = number(set.SampleCount as number, `${name}.SampleCount`)
  if (count <= 0) throw invalidValue(`The value ${count} for parameter ${name}.SampleCount is invalid.`)
  if (minimum > maximum) throw invalidCombination(`The parameter ${name}.Minimum must not be greater than ${name}.Maximum.`)
  return { minimum, maximum, count, sum: number(set.Sum as number, `${name}.Sum`) }
}

function timestamp(datum: MetricDatum, name: string, now: Date): number {
  const atMs = (datum.Timestamp ?? now).getTime()
  const ageMs = now.getTime() - atMs
  if (ageMs > cloudwatchLimits.pastMs) throw invalidValue(`The parameter ${name}.Timestamp must specify a time no more than two weeks in the past.`)
  if (-ageMs > cloudwatchLimits.futureMs) throw invalidValue(`The parameter ${name}.Timestamp must specify a time no more than two hours in the future.`)
  return atMs
}

function check(datum: MetricDatum, name: string): void {
  const { StorageResolution = 60, Dimensions = [] } = datum
  if (StorageResolution !== 1 && StorageResolution !== 60)
    throw invalidValue(`The value ${StorageResolution} for parameter ${name}.StorageResolution is invalid.`)
  const names = Dimensions.map((dimension) => dimension.Name as string)
  const wrong = names.find((each, index) => each.startsWith(':') || names.indexOf(each) !== index)
  if (wrong !== undefined) throw invalidValue(`The value ${wrong} for parameter ${name}.Dimensions is invalid.`)
}

/** Nothing is stored unless all of it is right. What `EntityMetricData` says of entities is not kept; its metrics are. */
export const putMetricData: Operation<PutMetricDataInput, Record<string, never>> = ({ Namespace, MetricData, EntityMetricData }, ctx) => {
  if (Namespace.startsWith('AWS/')) throw invalidValue('The value AWS/ for parameter Namespace is invalid.')
  const named = [
    ...(MetricData ?? []).map((datum, index) => ({ datum, name: `MetricData.member.${index + 1}` })),
    ...(EntityMetricData ?? []).flatMap((entity, outer) =>
      (entity.MetricData ?? []).map((datum, index) => ({ datum, name: `EntityMetricData.member.${outer + 1}.MetricData.member.${index + 1}` })),
    ),
  ]
  if (named.length === 0) throw missingParameter('The parameter MetricData is required.')
  if (named.length > cloudwatchLimits.putMetrics)
    throw invalidValue(`The collection MetricData must not have a size greater than ${cloudwatchLimits.putMetrics}.`)
  for (const { datum, name } of named) {
    check(datum, name)
    const metric = { namespace: Namespace, name: datum.MetricName as string, dimensions: dimensionsOf(datum.Dimensions) }
    record(
      ctx,
      metric,
      { atMs: timestamp(datum, name, ctx.now), unit: datum.Unit ?? 'None', highResolution: datum.StorageResolution === 1 },
      samples(datum, name),
    )
  }
  return {}
}
