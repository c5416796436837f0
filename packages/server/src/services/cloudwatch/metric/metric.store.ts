/** All SQL about metrics. */
import type { Database, Scope } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { Metric } from './metric.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'cloudwatch/metric/1',
    // A number for each metric keeps the rows of its data short.
    sql: `CREATE TABLE metric (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      account TEXT NOT NULL, region TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, dimensions TEXT NOT NULL,
      last_at_ms INTEGER NOT NULL,
      UNIQUE (account, region, namespace, name, dimensions)
    ) STRICT`,
  },
]

/** What the stores of this service need: an operation's context has it, and so has the engine's. */
export type Where = Scope & { readonly db: Database }

interface Row {
  readonly namespace: string
  readonly name: string
  readonly dimensions: string
}

export function findId({ db, account, region }: Where, { namespace, name, dimensions }: Metric): number | undefined {
  const sql = 'SELECT id FROM metric WHERE account = ? AND region = ? AND namespace = ? AND name = ? AND dimensions = ?'
  return (db.prepare(sql).get(account, region, namespace, name, JSON.stringify(dimensions)) as { id: number } | undefined)?.id
}

/** Makes the metric when it is new; answers its number. */
export function touch({ db, account, region }: Where, { namespace, name, dimensions }: Metric, atMs: number): number {
  const sql = `INSERT INTO metric (account, region, namespace, name, dimensions, last_at_ms) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET last_at_ms = max(last_at_ms, excluded.last_at_ms) RETURNING id`
  return (db.prepare(sql).get(account, region, namespace, name, JSON.stringify(dimensions), atMs) as unknown as { id: number }).id
}

export interface ListFilter {
  readonly namespace: string | undefined
  readonly name: string | undefined
  /** Only metrics with data since. */
  readonly sinceMs: number
}

/** By namespace, name and dimensions, after the metric given. */
export function list({ db, account, region }: Where, { namespace, name, sinceMs }: ListFilter, after: Metric | undefined, limit: number): Metric[] {
  const sql = `SELECT namespace, name, dimensions FROM metric WHERE account = ?1 AND region = ?2
    AND (?3 IS NULL OR namespace = ?3) AND (?4 IS NULL OR name = ?4) AND last_at_ms >= ?5
    AND (namespace, name, dimensions) > (?6, ?7, ?8) ORDER BY namespace, name, dimensions LIMIT ?9`
  const from = after ? [after.namespace, after.name, JSON.stringify(after.dimensions)] : ['', '', '']
  const rows = db.prepare(sql).all(account, region, namespace ?? null, name ?? null, sinceMs, ...from, limit) as unknown as Row[]
  return rows.map((row) => ({ namespace: row.namespace, name: row.name, dimensions: JSON.parse(row.dimensions) }))
}
