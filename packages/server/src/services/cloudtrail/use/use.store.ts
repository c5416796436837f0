/** All SQL about what principals use without standing in the event history: data events and telemetry, counted by kind. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { Use } from '../event/event.store.ts'
import { trailLimits } from '../limits.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'cloudtrail/use/1',
    sql: `CREATE TABLE cloudtrail_use (
      account TEXT NOT NULL, principal TEXT NOT NULL, action TEXT NOT NULL, resource TEXT NOT NULL, passed_to TEXT NOT NULL,
      count INTEGER NOT NULL, first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL,
      PRIMARY KEY (account, principal, action, resource, passed_to)
    ) WITHOUT ROWID, STRICT`,
  },
]

/** How often a principal used an action on a resource, and when. */
export interface UseCount {
  readonly account: string
  readonly principal: string
  readonly use: Use
  readonly count: number
  readonly firstMs: number
  readonly lastMs: number
}

/** Adds counts to what is there. */
export function add(db: Database, counts: Iterable<UseCount>): void {
  const statement = db.prepare(`INSERT INTO cloudtrail_use VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT DO UPDATE SET count = count + ?6, first_ms = min(first_ms, ?7), last_ms = max(last_ms, ?8)`)
  for (const { account, principal, use, count, firstMs, lastMs } of counts) {
    const [action, resource, passedTo = ''] = use
    statement.run(account, principal, action, resource, passedTo, count, firstMs, lastMs)
  }
}

interface Row {
  readonly action: string
  readonly resource: string
  readonly passed_to: string
}

/** Each kind of use by a role or user that happened at some time between the two (milliseconds), as far as first and last time tell. */
export function usesOf(db: Database, account: string, principal: string, fromMs: number, toMs: number): Use[] {
  const sql = 'SELECT action, resource, passed_to FROM cloudtrail_use WHERE account = ? AND principal = ? AND last_ms >= ? AND first_ms <= ?'
  const rows = db.prepare(sql).all(account, principal, fromMs, toMs) as unknown as Row[]
  return rows.map(({ action, resource, passed_to }) => (passed_to === '' ? [action, resource] : [action, resource, passed_to]))
}

/** Forgets what was last used before a time, and the longest unused beyond `keptUses`. */
export function prune(db: Database, beforeMs: number): void {
  db.prepare('DELETE FROM cloudtrail_use WHERE last_ms < ?').run(beforeMs)
  const { kinds } = db.prepare('SELECT count(*) AS kinds FROM cloudtrail_use').get() as unknown as { kinds: number }
  if (kinds <= trailLimits.keptUses) return
  const sql = `DELETE FROM cloudtrail_use WHERE (account, principal, action, resource, passed_to) IN
    (SELECT account, principal, action, resource, passed_to FROM cloudtrail_use ORDER BY last_ms LIMIT ?)`
  db.prepare(sql).run(kinds - trailLimits.keptUses)
}
