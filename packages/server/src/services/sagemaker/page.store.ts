/** One page of a SageMaker list: filters, an order that ties cannot disturb, and a token that says where the last page ended. */
import type { Ports } from '../../operation.ts'
import { invalidNextToken } from './errors.ts'

export interface ListTable {
  readonly table: string
  /** Column for each SortBy value that the operation has. */
  readonly sorts: Readonly<Record<string, string>>
  readonly defaultSort: string
  readonly defaultOrder: 'Ascending' | 'Descending'
}

/** The members that SageMaker's List operations share. Times compare as AWS documents them: After and Before exclude the instant itself. */
export interface ListRequest {
  readonly NextToken?: string | undefined
  readonly MaxResults?: number | undefined
  readonly SortBy?: string | undefined
  readonly SortOrder?: string | undefined
  readonly NameContains?: string | undefined
  readonly StatusEquals?: string | undefined
  readonly CreationTimeAfter?: Date | undefined
  readonly CreationTimeBefore?: Date | undefined
  readonly LastModifiedTimeAfter?: Date | undefined
  readonly LastModifiedTimeBefore?: Date | undefined
}

/** A condition with one `?`, of the table's own columns; without a value it does not apply. */
export interface Filter {
  readonly condition: string
  readonly value: string | undefined
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly nextToken?: string
}

const DEFAULT_PAGE = 10

/** Rows of the caller's account and region. Throws ValidationException on a token that no page of this list gave. */
export function listPage<Row>(ports: Ports, list: ListTable, request: ListRequest, filters: readonly Filter[] = []): Page<Row> {
  const column = list.sorts[request.SortBy ?? list.defaultSort] ?? (list.sorts[list.defaultSort] as string)
  const order = request.SortOrder === 'Ascending' || request.SortOrder === 'Descending' ? request.SortOrder : list.defaultOrder
  const conditions = ['account = ?', 'region = ?']
  const values: (string | number)[] = [ports.account, ports.region]
  const where = (condition: string, value: string | number | undefined) => {
    if (value === undefined) return
    conditions.push(condition)
    values.push(value)
  }
  where('instr(name_key, ?) > 0', request.NameContains?.toLowerCase())
  where('status = ?', request.StatusEquals)
  where('created_at_ms > ?', request.CreationTimeAfter?.getTime())
  where('created_at_ms < ?', request.CreationTimeBefore?.getTime())
  where('modified_at_ms > ?', request.LastModifiedTimeAfter?.getTime())
  where('modified_at_ms < ?', request.LastModifiedTimeBefore?.getTime())
  for (const { condition, value } of filters) where(condition, value)
  if (request.NextToken !== undefined) {
    conditions.push(`(${column}, name_key) ${order === 'Ascending' ? '>' : '<'} (?, ?)`)
    values.push(...readToken(request.NextToken, column))
  }
  const limit = request.MaxResults ?? DEFAULT_PAGE
  const direction = order === 'Ascending' ? 'ASC' : 'DESC'
  const sql = `SELECT * FROM ${list.table} WHERE ${conditions.join(' AND ')} ORDER BY ${column} ${direction}, name_key ${direction} LIMIT ?`
  const found = ports.db.prepare(sql).all(...values, limit + 1) as unknown as Record<string, string | number>[]
  const rows = found.slice(0, limit) as unknown as Row[]
  const last = found[limit - 1]
  return found.length > limit && last ? { rows, nextToken: writeToken(column, last[column] ?? '', last.name_key ?? '') } : { rows }
}

const writeToken = (column: string, value: string | number, key: string | number): string =>
  Buffer.from(JSON.stringify([column, value, key])).toString('base64url')

function readToken(token: string, column: string): [string | number, string] {
  try {
    const [from, value, key] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as unknown[]
    if (from === column && (typeof value === 'string' || typeof value === 'number') && typeof key === 'string') return [value, key]
  } catch {
    // Not JSON: falls through to the refusal.
  }
  throw invalidNextToken()
}
