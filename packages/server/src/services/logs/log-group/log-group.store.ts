/** All SQL about log groups. */
import type { Database, Ports, Scope } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { LogGroup } from './log-group.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'logs/log-group/1',
    sql: `CREATE TABLE log_group (
      account TEXT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL, retention_days INTEGER, class TEXT NOT NULL,
      PRIMARY KEY (account, region, name)
    ) WITHOUT ROWID, STRICT`,
  },
]

/** What the stores of this service need: an operation's context has it, and so has the engine's. */
export type Where = Scope & { readonly db: Database }

interface Row {
  readonly name: string
  readonly created_at_ms: number
  readonly retention_days: number | null
  readonly class: string
}

const fromRow = (row: Row): LogGroup => ({
  name: row.name,
  createdAtMs: row.created_at_ms,
  retentionInDays: row.retention_days ?? undefined,
  logGroupClass: row.class,
})

export function find({ db, account, region }: Where, name: string): LogGroup | undefined {
  const row = db.prepare('SELECT * FROM log_group WHERE account = ? AND region = ? AND name = ?').get(account, region, name)
  return row && fromRow(row as unknown as Row)
}

/** Answers false when a group of this name is there. */
export function insert({ db, account, region }: Where, group: LogGroup): boolean {
  const { name, createdAtMs, retentionInDays, logGroupClass } = group
  const sql = 'INSERT INTO log_group VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'
  return db.prepare(sql).run(account, region, name, createdAtMs, retentionInDays ?? null, logGroupClass).changes === 1
}

export function setRetention({ db, account, region }: Where, name: string, days: number | undefined): void {
  db.prepare('UPDATE log_group SET retention_days = ? WHERE account = ? AND region = ? AND name = ?').run(days ?? null, account, region, name)
}

export function remove({ db, account, region }: Where, name: string): void {
  db.prepare('DELETE FROM log_group WHERE account = ? AND region = ? AND name = ?').run(account, region, name)
}

export interface ListFilter {
  readonly prefix: string
  /** A part of the name, in any case. */
  readonly pattern: string
  readonly logGroupClass: string | undefined
  readonly after: string
}

/** By name, at most `limit`. */
export function list({ db, account, region }: Ports, { prefix, pattern, logGroupClass, after }: ListFilter, limit: number): LogGroup[] {
  const sql = `SELECT * FROM log_group WHERE account = ?1 AND region = ?2 AND name > ?3 AND name >= ?4 AND name < ?4 || char(0x10FFFF)
    AND instr(lower(name), lower(?5)) > 0 AND (?6 IS NULL OR class = ?6) ORDER BY name LIMIT ?7`
  const rows = db.prepare(sql).all(account, region, after, prefix, pattern, logGroupClass ?? null, limit)
  return (rows as unknown as Row[]).map(fromRow)
}
