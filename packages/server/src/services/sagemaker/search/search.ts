import { createHash } from 'node:crypto'
import type { SearchRecord, SearchRequest, SearchResponse } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { invalidNextToken, notYet } from '../errors.ts'
import { compile } from './expression.ts'
import type { Property, Value } from './property.ts'
import { findProperty, searchableNamed } from './records.ts'

const DEFAULT_PAGE = 10

/** Training jobs, endpoints and models; of the other kinds there are none here. */
export const search: Operation<SearchRequest, SearchResponse> = (input, ctx) => {
  if (input.VisibilityConditions?.length) throw notYet('VisibilityConditions')
  const searchable = searchableNamed(input.Resource)
  // Nothing is shared between accounts here.
  if (!searchable || input.CrossAccountFilterOption === 'CrossAccount') return { Results: [], TotalHits: { Value: 0, Relation: 'EqualTo' } }
  const matches = input.SearchExpression ? compile(input.SearchExpression, (name) => findProperty(searchable, name)) : () => true
  const sorting = findProperty(searchable, input.SortBy ?? searchable.defaultSort)
  const naming = findProperty(searchable, searchable.nameMember)
  const found = searchable.all(ctx).filter(matches)
  found.sort(byProperty(sorting, naming, input.SortOrder === 'Ascending' ? 1 : -1))
  const digest = digestOf(input)
  const start = startOf(input.NextToken, digest)
  const end = start + (input.MaxResults ?? DEFAULT_PAGE)
  return {
    Results: found.slice(start, end).map((record): SearchRecord => ({ [searchable.member]: record })),
    ...(end < found.length ? { NextToken: Buffer.from(JSON.stringify([digest, end])).toString('base64url') } : {}),
    TotalHits: { Value: found.length, Relation: 'EqualTo' },
  }
}

/** Records without the property come last, whichever way; equal ones by their names. */
function byProperty(sorting: Property, naming: Property, direction: 1 | -1): (a: unknown, b: unknown) => number {
  const name = (record: unknown) => String(naming.valuesOf(record)[0] ?? '')
  return (a, b) => {
    const [x, y] = [sorting.valuesOf(a)[0], sorting.valuesOf(b)[0]]
    if (x === undefined || y === undefined) return x === y ? compared(name(a), name(b)) : x === undefined ? 1 : -1
    return direction * compared(x, y) || compared(name(a), name(b))
  }
}

const compared = (x: Value, y: Value): number => (x < y ? -1 : x > y ? 1 : 0)

/** A token goes on with the search that gave it, and no other. */
const digestOf = ({ NextToken: _, MaxResults: __, ...asked }: SearchRequest): string =>
  createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 16)

function startOf(token: string | undefined, digest: string): number {
  if (token === undefined) return 0
  try {
    const [of, start] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as unknown[]
    if (of === digest && Number.isSafeInteger(start) && (start as number) > 0) return start as number
  } catch {
    // Not JSON: falls through to the refusal.
  }
  throw invalidNextToken()
}
