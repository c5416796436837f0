/** All SQL about log streams. */
import type { Migration } from '../../../store/migration.ts'
import type { Where } from '../log-group/log-group.store.ts'
import type { LogStream } from './log-stream.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'logs/log-stream/1',
    // A number for each stream keeps the rows of its events short.
    sql: `CREATE TABLE log_stream (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      account TEXT NOT NULL, region TEXT NOT NULL, log_group TEXT NOT NULL, name TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL, first_event_ms INTEGER, last_event_ms INTEGER, last_ingestion_ms INTEGER,
      next_sequence INTEGER NOT NULL DEFAULT 1, stored_bytes INTEGER NOT NULL DEFAULT 0,
      UNIQUE (account, region, log_group, name)
    ) STRICT`,
  },
]

interface Row {
  readonly id: number
  readonly log_group: string
  readonly name: string
  readonly created_at_ms: number
  readonly first_event_ms: number | null
  readonly last_event_ms: number | null
  readonly last_ingestion_ms: number | null
  readonly next_sequence: number
  readonly stored_bytes: number
}

const fromRow = (row: Row): LogStream => ({
  id: row.id,
  group: row.log_group,
  name: row.name,
  createdAtMs: row.created_at_ms,
  firstEventMs: row.first_event_ms ?? undefined,
  lastEventMs: row.last_event_ms ?? undefined,
  lastIngestionMs: row.last_ingestion_ms ?? undefined,
  nextSequence: row.next_sequence,
  storedBytes: row.stored_bytes,
})

const OF_GROUP = 'account = ?1 AND region = ?2 AND log_group = ?3'

export function find({ db, account, region }: Where, group: string, name: string): LogStream | undefined {
  const row = db.prepare(`SELECT * FROM log_stream WHERE ${OF_GROUP} AND name = ?4`).get(account, region, group, name)
  return row && fromRow(row as unknown as Row)
}

/** Answers false when the group has a stream of this name. */
export function insert({ db, account, region }: Where, group: string, name: string, createdAtMs: number): boolean {
  const sql = 'INSERT INTO log_stream (account, region, log_group, name, created_at_ms) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'
  return db.prepare(sql).run(account, region, group, name, createdAtMs).changes === 1
}

export function remove({ db }: Where, id: number): void {
  db.prepare('DELETE FROM log_stream WHERE id = ?').run(id)
}

/** By name. */
export function all({ db, account, region }: Where, group: string, prefix = ''): LogStream[] {
  const sql = `SELECT * FROM log_stream WHERE ${OF_GROUP} AND name >= ?4 AND name < ?4 || char(0x10FFFF) ORDER BY name`
  return (db.prepare(sql).all(account, region, group, prefix) as unknown as Row[]).map(fromRow)
}

export interface Order {
  readonly by: 'name' | 'last event'
  readonly descending: boolean
  /** The last one of the page before. */
  readonly after: { readonly name: string; readonly lastEventMs: number } | undefined
}

/** At most `limit`. Streams without events count as older than all others. */
export function list({ db, account, region }: Where, group: string, prefix: string, { by, descending, after }: Order, limit: number): LogStream[] {
  const direction = descending ? 'DESC' : 'ASC'
  const past = descending ? '<' : '>'
  const column = 'coalesce(last_event_ms, -1)'
  const order = by === 'name' ? `name ${direction}` : `${column} ${direction}, name ${direction}`
  const from = by === 'name' ? `?5 IS NULL OR name ${past} ?6` : `?5 IS NULL OR (${column}, name) ${past} (?5, ?6)`
  const sql = `SELECT * FROM log_stream WHERE ${OF_GROUP} AND name >= ?4 AND name < ?4 || char(0x10FFFF) AND (${from}) ORDER BY ${order} LIMIT ?7`
  const rows = db.prepare(sql).all(account, region, group, prefix, after?.lastEventMs ?? null, after?.name ?? null, limit)
  return (rows as unknown as Row[]).map(fromRow)
}

export interface Grown {
  readonly firstMs: number
  readonly lastMs: number
  readonly ingestionMs: number
  readonly nextSequence: number
  readonly addedBytes: number
}

/** After events were put. */
export function grow({ db }: Where, id: number, { firstMs, lastMs, ingestionMs, nextSequence, addedBytes }: Grown): void {
  const sql = `UPDATE log_stream SET first_event_ms = min(coalesce(first_event_ms, ?2), ?2), last_event_ms = max(coalesce(last_event_ms, ?3), ?3),
    last_ingestion_ms = ?4, next_sequence = ?5, stored_bytes = stored_bytes + ?6 WHERE id = ?1`
  db.prepare(sql).run(id, firstMs, lastMs, ingestionMs, nextSequence, addedBytes)
}

export function storedBytes({ db, account, region }: Where, group: string): number {
  const row = db.prepare(`SELECT coalesce(sum(stored_bytes), 0) AS bytes FROM log_stream WHERE ${OF_GROUP}`).get(account, region, group)
  return (row as unknown as { bytes: number }).bytes
}
