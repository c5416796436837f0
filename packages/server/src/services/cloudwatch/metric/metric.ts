/** A metric: a namespace, a name and a set of dimensions. It exists because data were put for it. */
import type { Dimension, Metric as MetricOutput } from '@aws-sdk/client-cloudwatch'

export interface Metric {
  readonly namespace: string
  readonly name: string
  /** Pairs of name and value, by name: one text for one set, whatever order it came in. */
  readonly dimensions: readonly (readonly [string, string])[]
}

const byName = (left: readonly [string, string], right: readonly [string, string]) => (left[0] < right[0] ? -1 : left[0] > right[0] ? 1 : 0)

export const dimensionsOf = (dimensions: readonly Dimension[] | undefined): Metric['dimensions'] =>
  (dimensions ?? []).map(({ Name, Value }) => [Name as string, Value as string] as const).sort(byName)

export const dimensionsOfRecord = (dimensions: Readonly<Record<string, string>>): Metric['dimensions'] => Object.entries(dimensions).sort(byName)

export const describe = ({ namespace, name, dimensions }: Metric): MetricOutput => ({
  Namespace: namespace,
  MetricName: name,
  Dimensions: dimensions.map(([Name, Value]) => ({ Name, Value })),
})
