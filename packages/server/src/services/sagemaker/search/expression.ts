/** SearchExpression as a function over records. Rules: "Filter" and "SearchExpression" in SageMaker's API reference. */
import type { Filter, NestedFilters, SearchExpression } from '@aws-sdk/client-sagemaker'
import { validation } from '../errors.ts'
import type { Property, Value } from './property.ts'

export type Predicate = (record: unknown) => boolean
/** Throws ValidationException for a name that the records do not have. */
export type FindProperty = (name: string) => Property

/** Expressions may hold one another; the wire bounds the depth, this the number of all filters together. */
const MAX_FILTERS = 400

/** A predicate for the whole expression. Throws ValidationException for what cannot be compared. */
export function compile(expression: SearchExpression, find: FindProperty, count = { filters: 0 }): Predicate {
  const parts = [
    ...(expression.Filters ?? []).map((filter) => compileFilter(filter, find, count)),
    ...(expression.NestedFilters ?? []).map((nested) => compileNested(nested, find, count)),
    ...(expression.SubExpressions ?? []).map((inner) => compile(inner, find, count)),
  ]
  if (parts.length === 0) throw validation('A search expression needs at least one filter, nested filter or sub-expression.')
  return expression.Operator === 'Or' ? (record) => parts.some((part) => part(record)) : (record) => parts.every((part) => part(record))
}

/** One item of a list must satisfy all filters together; their names begin with the list's. */
function compileNested({ NestedPropertyName, Filters }: NestedFilters, find: FindProperty, count: { filters: number }): Predicate {
  const list = NestedPropertyName as string
  const path = list.split('.')
  const filters = (Filters ?? []).map((filter) => {
    if (!filter.Name?.startsWith(`${list}.`)) throw validation(`The names of nested filters must begin with "${list}.".`)
    return compileFilter(filter, find, count)
  })
  const itemsOf = (value: unknown, [first, ...rest]: readonly string[]): unknown[] => {
    if (first === undefined) return Array.isArray(value) ? value : []
    const inner = (value as Record<string, unknown> | undefined)?.[first]
    return Array.isArray(inner) && rest.length > 0 ? inner.flatMap((item) => itemsOf(item, rest)) : itemsOf(inner, rest)
  }
  // The item is looked at as if it stood alone, so that the filters' own names still lead to it.
  const alone = (item: unknown) => path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), item)
  return (record) => itemsOf(record, path).some((item) => filters.every((filter) => filter(alone(item))))
}

type Compare = (value: Value) => boolean

function compileFilter({ Name, Operator = 'Equals', Value: given }: Filter, find: FindProperty, count: { filters: number }): Predicate {
  if (++count.filters > MAX_FILTERS) throw validation(`A search may have at most ${MAX_FILTERS} filters.`)
  const property = find(Name as string)
  if (Operator === 'Exists' || Operator === 'NotExists') {
    if (given !== undefined) throw validation(`The operator ${Operator} takes no value.`)
    return (record) => property.valuesOf(record).length > 0 === (Operator === 'Exists')
  }
  if (given === undefined) throw validation(`The operator ${Operator} needs a value.`)
  if (property.kind === 'structure') throw validation(`"${Name}" has no value of its own; only Exists and NotExists ask for it.`)
  if (Operator === 'NotEquals') {
    const equals = comparison('Equals', property, Name as string, given)
    return (record) => !property.valuesOf(record).some(equals)
  }
  const compare = comparison(Operator, property, Name as string, given)
  return (record) => property.valuesOf(record).some(compare)
}

/** By the sign of what the record has less what was given. */
const FITS: Readonly<Record<string, (difference: number) => boolean>> = {
  GreaterThan: (difference) => difference > 0,
  GreaterThanOrEqualTo: (difference) => difference >= 0,
  LessThan: (difference) => difference < 0,
  LessThanOrEqualTo: (difference) => difference <= 0,
}

function comparison(operator: string, property: Property, name: string, given: string): Compare {
  const { kind } = property
  if (operator === 'Contains') {
    if (kind !== 'text' && kind !== 'number-text') throw validation(`The operator Contains asks for text; "${name}" is none.`)
    return (value) => String(value).includes(given)
  }
  if (operator === 'In') {
    const wanted = given.split(',').map((part) => comparison('Equals', property, name, part.trim()))
    return (value) => wanted.some((equals) => equals(value))
  }
  if (operator === 'Equals') return equality(property, name, given)
  if (kind === 'text' || kind === 'boolean') throw validation(`The operator ${operator} asks for a number or a time; "${name}" is neither.`)
  const order = ordering(property, name, given)
  const fit = FITS[operator] as (difference: number) => boolean
  return (value) => fit(order(value))
}

function equality(property: Property, name: string, given: string): Compare {
  if (property.kind === 'text') return (value) => value === given
  if (property.kind === 'boolean') return (value) => String(value) === given.toLowerCase()
  if (property.kind === 'number-text' && numberOf(given) === undefined) return (value) => value === given
  const order = ordering(property, name, given)
  return (value) => order(value) === 0
}

const numberOf = (text: string): number | undefined => (/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text) ? Number(text) : undefined)

/** Negative, zero, positive; NaN where the record's value is no number, which no operator fits. */
function ordering({ kind }: Property, name: string, given: string): (value: Value) => number {
  if (kind === 'time') {
    const at = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(given) || !given.includes('T') ? given : `${given}Z`)
    if (Number.isNaN(at)) throw validation(`"${given}" is not a time; write it like 2026-11-25T08:00:00Z (filter on "${name}").`)
    return (value) => (value as Date).getTime() - at
  }
  const wanted = numberOf(given)
  if (wanted === undefined) throw validation(`"${given}" is not a number (filter on "${name}").`)
  // A decimal hyperparameter is compared as an integer with a value that is one.
  const whole = kind === 'number-text' && /^\s*[+-]?\d+\s*$/.test(given)
  return (value) => {
    const held = typeof value === 'number' ? value : (numberOf(String(value)) ?? Number.NaN)
    return (whole ? Math.trunc(held) : held) - wanted
  }
}
