/** All SQL about metrics' data. Equal values of one time and unit share a row, so that a thousand invocations a minute are one. */
import type { Migration } from '../../../store/migration.ts'
import type { Where } from '../metric/metric.store.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'cloudwatch/datapoint/1',
    sql: `CREATE TABLE datapoint (
      metric INTEGER NOT NULL, at_ms INTEGER NOT NULL, unit TEXT NOT NULL, minimum REAL NOT NULL, maximum REAL NOT NULL,
      count REAL NOT NULL, sum REAL NOT NULL,
      PRIMARY KEY (metric, at_ms, unit, minimum, maximum)
    ) WITHOUT ROWID, STRICT`,
  },
]

/** `count` values between `minimum` and `maximum`; when these two are equal, the values are known exactly. */
export interface Datapoint {
  /** Epoch milliseconds, at the begin of its minute (its second, at high resolution). */
  readonly at_ms: number
  readonly unit: string
  readonly minimum: number
  readonly maximum: number
  readonly count: number
  readonly sum: number
}

export function add({ db }: Where, metric: number, { at_ms, unit, minimum, maximum, count, sum }: Datapoint): void {
  const sql = 'INSERT INTO datapoint VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count, sum = sum + excluded.sum'
  db.prepare(sql).run(metric, at_ms, unit, minimum, maximum, count, sum)
}

export function removeBefore({ db }: Where, metric: number, atMs: number): void {
  db.prepare('DELETE FROM datapoint WHERE metric = ? AND at_ms < ?').run(metric, atMs)
}

/** Oldest first; `fromMs` inclusive, `toMs` exclusive. */
export function between({ db }: Where, metric: number, fromMs: number, toMs: number, unit: string | undefined): Datapoint[] {
  const sql = `SELECT at_ms, unit, minimum, maximum, count, sum FROM datapoint
    WHERE metric = ?1 AND at_ms >= ?2 AND at_ms < ?3 AND (?4 IS NULL OR unit = ?4) ORDER BY at_ms, unit, minimum, maximum`
  return db.prepare(sql).all(metric, fromMs, toMs, unit ?? null) as unknown as Datapoint[]
}
