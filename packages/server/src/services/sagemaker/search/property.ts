/** Names of properties as Search writes them (`OutputDataConfig.S3OutputPath`, `HyperParameters.eta`, `Tags.team`, `Metrics.validation:auc`), resolved against the model's own shapes. */
import { modelOf } from '#wire'

export type Shape = ReturnType<ReturnType<typeof modelOf>['shape']>
export type Value = string | number | boolean | Date

export interface Property {
  /** What its values are, and so what they may be compared with. `number-text`: a text that may hold a number (hyperparameters). */
  readonly kind: 'text' | 'number' | 'number-text' | 'boolean' | 'time' | 'structure'
  /** All values at this place: a list of structures has several. */
  valuesOf(record: unknown): readonly Value[]
}

const KINDS: Readonly<Record<string, Property['kind']>> = {
  string: 'text',
  boolean: 'boolean',
  timestamp: 'time',
  byte: 'number',
  short: 'number',
  integer: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
}

export const shapeNamed = (name: string): Shape => modelOf('sagemaker').shape(name)

/** Every value found on the way; a list fans out. */
function walk(value: unknown, path: readonly string[]): unknown[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item) => walk(item, path))
  const [first, ...rest] = path
  if (first === undefined) return [value]
  return typeof value === 'object' && Object.hasOwn(value, first) ? walk((value as Record<string, unknown>)[first], rest) : []
}

const isValue = (value: unknown): value is Value => typeof value !== 'object' || value instanceof Date
/** What is there, for Exists: a structure counts as one value. */
const asValue = (value: unknown): Value => (isValue(value) ? value : '')

function pathIn(shape: Shape, segments: readonly string[]): { readonly path: readonly string[]; readonly end: Shape; readonly inMap: boolean } | undefined {
  if (shape.type === 'list') return shape.item && pathIn(shape.item.shape, segments)
  if (segments.length === 0) return { path: [], end: shape, inMap: false }
  // Keys may have dots of their own.
  if (shape.type === 'map') return shape.value && { path: [segments.join('.')], end: shape.value.shape, inMap: true }
  const [first = '', ...rest] = segments
  const member = shape.byName.get(first)
  const found = member && pathIn(member.shape, rest)
  return found && { ...found, path: [first, ...found.path] }
}

const named = (list: string, nameMember: string, valueMember: string, name: string, kind: Property['kind']): Property => ({
  kind,
  valuesOf: (record) =>
    walk(record, list.split('.'))
      .filter((entry) => (entry as Record<string, unknown>)[nameMember] === name)
      .flatMap((entry) => walk(entry, [valueMember]).map(asValue)),
})

/** The property of that name; undefined when records of this shape have none. `within` is where tags and metrics stand. */
export function propertyNamed(shape: Shape, name: string, within = ''): Property | undefined {
  const tag = /^Tags\.(.+)$/s.exec(name)?.[1]
  if (tag !== undefined) return named(`${within}Tags`, 'Key', 'Value', tag, 'text')
  const metric = /^Metrics\.(.+)$/s.exec(name)?.[1]
  if (metric !== undefined && shape.byName.has('FinalMetricDataList')) return named('FinalMetricDataList', 'MetricName', 'Value', metric, 'number')
  const found = pathIn(shape, (within + name).split('.')) ?? pathIn(shape, name.split('.'))
  if (!found) return undefined
  const kind = KINDS[found.end.type] ?? 'structure'
  return {
    kind: found.inMap && kind === 'text' ? 'number-text' : kind,
    valuesOf: (record) => walk(record, found.path).map(asValue),
  }
}

/** All names that a record of this shape may be asked for, to a depth of structures; of maps, tags and metrics those that the records have. */
export function propertyNames(shape: Shape, records: readonly unknown[]): string[] {
  const names = new Set<string>()
  collect(shape, '', names, records, 0)
  for (const record of records) {
    for (const entry of walk(record, ['Tags'])) names.add(`Tags.${(entry as { Key: string }).Key}`)
    for (const entry of walk(record, ['FinalMetricDataList'])) names.add(`Metrics.${(entry as { MetricName: string }).MetricName}`)
  }
  return [...names].sort()
}

const MAX_DEPTH = 5

function collect(shape: Shape, prefix: string, names: Set<string>, records: readonly unknown[], depth: number): void {
  for (const member of shape.members) {
    const name = prefix + member.name
    if (depth === 0 && (name === 'Tags' || name === 'FinalMetricDataList')) continue
    const inner = member.shape.type === 'list' ? member.shape.item?.shape : member.shape
    if (inner?.type === 'structure') {
      if (depth < MAX_DEPTH) collect(inner, `${name}.`, names, records, depth + 1)
    } else if (inner?.type === 'map') {
      for (const record of records) for (const held of walk(record, name.split('.'))) for (const key of Object.keys(held as object)) names.add(`${name}.${key}`)
    } else names.add(name)
  }
}
