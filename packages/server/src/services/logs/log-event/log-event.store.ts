/** All SQL about log events. A page is found by its position, never by counting rows. */
import type { Migration } from '../../../store/migration.ts'
import type { Where } from '../log-group/log-group.store.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'logs/log-event/1',
    sql: `CREATE TABLE log_event (
      stream INTEGER NOT NULL, at_ms INTEGER NOT NULL, sequence INTEGER NOT NULL,
      ingested_ms INTEGER NOT NULL, message TEXT NOT NULL,
      PRIMARY KEY (stream, at_ms, sequence)
    ) WITHOUT ROWID, STRICT`,
  },
]

export interface StoredEvent {
  readonly at_ms: number
  readonly sequence: number
  readonly ingested_ms: number
  readonly message: string
}

/** A place between events of a stream: ordered by time, and by arrival within a millisecond. */
export interface Place {
  readonly atMs: number
  readonly sequence: number
}

/** `fromMs` inclusive, `toMs` exclusive. */
export interface Window {
  readonly fromMs: number
  readonly toMs: number
}

const COLUMNS = 'at_ms, sequence, ingested_ms, message'

/** Events of the window after a place, oldest first. */
export function after({ db }: Where, stream: number, place: Place, { fromMs, toMs }: Window, limit: number): StoredEvent[] {
  const sql = `SELECT ${COLUMNS} FROM log_event WHERE stream = ?1 AND (at_ms, sequence) > (?2, ?3) AND at_ms < ?4 ORDER BY at_ms, sequence LIMIT ?5`
  // One lower bound, so that SQLite seeks to it: the later of the place and the window's begin.
  const from = place.atMs >= fromMs ? place : { atMs: fromMs, sequence: 0 }
  return db.prepare(sql).all(stream, from.atMs, from.sequence, toMs, limit) as unknown as StoredEvent[]
}

/** Events of the window before a place, newest first. */
export function before({ db }: Where, stream: number, place: Place, { fromMs, toMs }: Window, limit: number): StoredEvent[] {
  const sql = `SELECT ${COLUMNS} FROM log_event WHERE stream = ?1 AND (at_ms, sequence) < (?2, ?3) AND at_ms >= ?4 ORDER BY at_ms DESC, sequence DESC LIMIT ?5`
  const to = place.atMs < toMs ? place : { atMs: toMs, sequence: 0 }
  return db.prepare(sql).all(stream, to.atMs, to.sequence, fromMs, limit) as unknown as StoredEvent[]
}

export function insert({ db }: Where, stream: number, events: readonly StoredEvent[]): void {
  const statement = db.prepare('INSERT INTO log_event VALUES (?, ?, ?, ?, ?)')
  for (const event of events) statement.run(stream, event.at_ms, event.sequence, event.ingested_ms, event.message)
}

export function removeAll({ db }: Where, stream: number): void {
  db.prepare('DELETE FROM log_event WHERE stream = ?').run(stream)
}

export function removeBefore({ db }: Where, stream: number, atMs: number): void {
  db.prepare('DELETE FROM log_event WHERE stream = ? AND at_ms < ?').run(stream, atMs)
}
