/** All SQL about trails, and about data events that wait to be delivered to them. */
import type { AdvancedEventSelector, EventSelector } from '@aws-sdk/client-cloudtrail'
import type { Database, Scope } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { TrailRecord, TrailSettings } from './trail.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'cloudtrail/trail/1',
    sql: `CREATE TABLE cloudtrail_trail (
      account TEXT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL, arn TEXT NOT NULL,
      settings TEXT NOT NULL, basic TEXT, advanced TEXT, logging INTEGER NOT NULL, started_ms INTEGER, stopped_ms INTEGER,
      delivered INTEGER NOT NULL, attempted_ms INTEGER, delivered_ms INTEGER, delivery_error TEXT,
      PRIMARY KEY (account, region, name)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE cloudtrail_waiting (
      id INTEGER PRIMARY KEY AUTOINCREMENT, trail TEXT NOT NULL, region TEXT NOT NULL, record TEXT NOT NULL
    ) STRICT;
    CREATE INDEX cloudtrail_waiting_by_trail ON cloudtrail_waiting (trail, id)`,
  },
]

type Where = Scope & { readonly db: Database }

interface Row {
  readonly account: string
  readonly region: string
  readonly name: string
  readonly arn: string
  readonly settings: string
  readonly basic: string | null
  readonly advanced: string | null
  readonly logging: number
  readonly started_ms: number | null
  readonly stopped_ms: number | null
  readonly delivered: number
  readonly attempted_ms: number | null
  readonly delivered_ms: number | null
  readonly delivery_error: string | null
}

const fromRow = (row: Row): TrailRecord => ({
  account: row.account,
  region: row.region,
  name: row.name,
  arn: row.arn,
  settings: JSON.parse(row.settings) as TrailSettings,
  ...(row.basic === null ? {} : { basic: JSON.parse(row.basic) as EventSelector[] }),
  ...(row.advanced === null ? {} : { advanced: JSON.parse(row.advanced) as AdvancedEventSelector[] }),
  logging: row.logging === 1,
  delivered: row.delivered,
  ...(row.started_ms === null ? {} : { startedMs: row.started_ms }),
  ...(row.stopped_ms === null ? {} : { stoppedMs: row.stopped_ms }),
  ...(row.attempted_ms === null ? {} : { attemptedMs: row.attempted_ms }),
  ...(row.delivered_ms === null ? {} : { deliveredMs: row.delivered_ms }),
  ...(row.delivery_error === null ? {} : { deliveryError: row.delivery_error }),
})

export function find({ db, account, region }: Where, name: string): TrailRecord | undefined {
  const row = db.prepare('SELECT * FROM cloudtrail_trail WHERE account = ? AND region = ? AND name = ?').get(account, region, name)
  return row && fromRow(row as unknown as Row)
}

/** Of an account, from all regions, by name. */
export function ofAccount(db: Database, account: string): TrailRecord[] {
  return (db.prepare('SELECT * FROM cloudtrail_trail WHERE account = ? ORDER BY name, region').all(account) as unknown as Row[]).map(fromRow)
}

/** Those that log now. */
export function logging(db: Database): TrailRecord[] {
  return (db.prepare('SELECT * FROM cloudtrail_trail WHERE logging = 1').all() as unknown as Row[]).map(fromRow)
}

export function put(db: Database, trail: TrailRecord): void {
  const { account, region, name, arn, settings, basic, advanced, delivered } = trail
  db.prepare('INSERT OR REPLACE INTO cloudtrail_trail VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    account,
    region,
    name,
    arn,
    JSON.stringify(settings),
    basic ? JSON.stringify(basic) : null,
    advanced ? JSON.stringify(advanced) : null,
    trail.logging ? 1 : 0,
    trail.startedMs ?? null,
    trail.stoppedMs ?? null,
    delivered,
    trail.attemptedMs ?? null,
    trail.deliveredMs ?? null,
    trail.deliveryError ?? null,
  )
}

export function remove(db: Database, { account, region, name, arn }: TrailRecord): void {
  db.prepare('DELETE FROM cloudtrail_trail WHERE account = ? AND region = ? AND name = ?').run(account, region, name)
  db.prepare('DELETE FROM cloudtrail_waiting WHERE trail = ?').run(arn)
}

export interface Waiting {
  readonly id: number
  readonly region: string
  readonly record: string
}

/** Beyond `limit` of a trail the oldest go. */
export function wait(db: Database, events: readonly { readonly trail: string; readonly region: string; readonly record: string }[], limit: number): void {
  const statement = db.prepare('INSERT INTO cloudtrail_waiting (trail, region, record) VALUES (?, ?, ?)')
  for (const { trail, region, record } of events) statement.run(trail, region, record)
  const over =
    'DELETE FROM cloudtrail_waiting WHERE trail = ?1 AND id <= (SELECT id FROM cloudtrail_waiting WHERE trail = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)'
  for (const trail of new Set(events.map((event) => event.trail))) db.prepare(over).run(trail, limit)
}

/** Oldest first. */
export function waiting(db: Database, trail: string, limit: number): Waiting[] {
  const sql = 'SELECT id, region, record FROM cloudtrail_waiting WHERE trail = ? ORDER BY id LIMIT ?'
  return db.prepare(sql).all(trail, limit) as unknown as Waiting[]
}

export function removeWaiting(db: Database, trail: string, upToId: number): void {
  db.prepare('DELETE FROM cloudtrail_waiting WHERE trail = ? AND id <= ?').run(trail, upToId)
}
