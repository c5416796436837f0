/** All SQL about the event history. The newest events stand at the end; the oldest go when their time or their room is over. */
import type { Database, Scope } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import { trailLimits } from '../limits.ts'
import type { TrailEvent } from './event-record.ts'
import type { EventResource } from './resources.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'cloudtrail/event/1',
    // The record stands last: a search that looks at the other columns does not read its pages.
    sql: `CREATE TABLE cloudtrail_event (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      account TEXT NOT NULL, region TEXT NOT NULL, at_ms INTEGER NOT NULL,
      event_id TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL, username TEXT NOT NULL, access_key TEXT NOT NULL,
      read_only INTEGER NOT NULL, principal TEXT NOT NULL, resources TEXT NOT NULL, uses TEXT NOT NULL, record TEXT NOT NULL
    ) STRICT;
    CREATE INDEX cloudtrail_event_by_time ON cloudtrail_event (account, region, at_ms, sequence)`,
  },
]

/** An action that a call was allowed, on a resource; `passedTo` is the service that a role was passed to. */
export type Use = readonly [action: string, resource: string, passedTo?: string]

/** Inside the open transaction. `uses` are the permissions that the call used. */
export function insert(db: Database, event: TrailEvent, uses: readonly Use[]): void {
  const sql = `INSERT INTO cloudtrail_event (account, region, at_ms, event_id, name, source, username, access_key, read_only, principal, resources, uses, record)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  const { lastInsertRowid } = db
    .prepare(sql)
    .run(
      event.account,
      event.region,
      event.atMs,
      event.eventId,
      event.name,
      event.source,
      event.username,
      event.accessKeyId,
      event.readOnly ? 1 : 0,
      event.principal,
      event.resources.length > 0 ? JSON.stringify(event.resources) : '',
      uses.length > 0 ? JSON.stringify(uses) : '',
      event.record,
    )
  const sequence = Number(lastInsertRowid)
  if (sequence % trailLimits.pruneEvery === 0) prune(db, sequence - trailLimits.keptEvents, event.atMs - trailLimits.keptMs)
}

/** Takes away events up to a place or a time, a bounded number of them: more come than go by no call. */
export function prune(db: Database, upToSequence: number, beforeMs: number): void {
  const sql = `DELETE FROM cloudtrail_event WHERE sequence IN (
    SELECT sequence FROM (SELECT sequence, at_ms FROM cloudtrail_event ORDER BY sequence LIMIT ?1) WHERE sequence <= ?2 OR at_ms < ?3)`
  db.prepare(sql).run(trailLimits.pruneAtMost, upToSequence, beforeMs)
}

/** What LookupEvents may search by. */
export interface Candidate {
  readonly sequence: number
  readonly atMs: number
  readonly eventId: string
  readonly name: string
  readonly source: string
  readonly username: string
  readonly accessKeyId: string
  readonly readOnly: boolean
  readonly resources: readonly EventResource[]
}

interface Row {
  readonly sequence: number
  readonly at_ms: number
  readonly event_id: string
  readonly name: string
  readonly source: string
  readonly username: string
  readonly access_key: string
  readonly read_only: number
  readonly resources: string
}

const fromRow = (row: Row): Candidate => ({
  sequence: row.sequence,
  atMs: row.at_ms,
  eventId: row.event_id,
  name: row.name,
  source: row.source,
  username: row.username,
  accessKeyId: row.access_key,
  readOnly: row.read_only === 1,
  resources: row.resources === '' ? [] : (JSON.parse(row.resources) as EventResource[]),
})

/** A place in the history; a page ends at one. */
export interface Place {
  readonly atMs: number
  readonly sequence: number
}

/** Events before a place and not older than `fromMs`, newest first. */
export function before({ db, account, region }: Scope & { readonly db: Database }, place: Place, fromMs: number, limit: number): Candidate[] {
  const sql = `SELECT sequence, at_ms, event_id, name, source, username, access_key, read_only, resources FROM cloudtrail_event
    WHERE account = ?1 AND region = ?2 AND (at_ms, sequence) < (?3, ?4) AND at_ms >= ?5 ORDER BY at_ms DESC, sequence DESC LIMIT ?6`
  return (db.prepare(sql).all(account, region, place.atMs, place.sequence, fromMs, limit) as unknown as Row[]).map(fromRow)
}

export function recordOf(db: Database, sequence: number): string {
  const row = db.prepare('SELECT record FROM cloudtrail_event WHERE sequence = ?').get(sequence)
  return (row as unknown as { record: string }).record
}

export interface Delivered {
  readonly sequence: number
  readonly region: string
  readonly record: string
}

/** An account's events after a place, oldest first. */
export function after(db: Database, account: string, sequence: number, limit: number): Delivered[] {
  const sql = 'SELECT sequence, region, record FROM cloudtrail_event WHERE sequence > ? AND account = ? ORDER BY sequence LIMIT ?'
  return db.prepare(sql).all(sequence, account, limit) as unknown as Delivered[]
}

/** The place of the newest event of all; 0 in an empty history. */
export function newest(db: Database): number {
  const row = db.prepare('SELECT coalesce(max(sequence), 0) AS sequence FROM cloudtrail_event').get()
  return (row as unknown as { sequence: number }).sequence
}

/** Each kind of use by a role or user in a time (milliseconds, both ends included), from all regions. */
export function usesOf(db: Database, account: string, principal: string, fromMs: number, toMs: number): Use[] {
  const sql = `SELECT DISTINCT uses FROM cloudtrail_event WHERE account = ?1 AND at_ms BETWEEN ?2 AND ?3 AND principal = ?4 AND uses <> ''`
  const rows = db.prepare(sql).all(account, fromMs, toMs, principal) as unknown as { uses: string }[]
  return rows.flatMap(({ uses }) => JSON.parse(uses) as Use[])
}
