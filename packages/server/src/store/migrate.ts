import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Migration } from './migration.ts'

/** The database is from another time than the program. The message says what to do. */
export class MigrationRefused extends Error {}

const fingerprint = (sql: string): string => createHash('sha256').update(sql).digest('hex')

/**
 * Applies what is missing, each in its own transaction, in the order given; answers the ids applied.
 * Refuses to start when an applied migration reads differently now, or when the database knows one that the program does not (a newer program wrote it).
 */
export function migrate(raw: DatabaseSync, migrations: readonly Migration[], now: Date): string[] {
  raw.exec('CREATE TABLE IF NOT EXISTS migration (id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at_ms INTEGER NOT NULL) WITHOUT ROWID, STRICT')
  const rows = raw.prepare('SELECT id, sha256 FROM migration').all() as unknown as { id: string; sha256: string }[]
  const applied = new Map(rows.map((row) => [row.id, row.sha256]))
  const known = new Set<string>()
  for (const { id, sql } of migrations) {
    if (known.has(id)) throw new Error(`Two migrations are called ${id}.`)
    known.add(id)
    const recorded = applied.get(id)
    if (recorded !== undefined && recorded !== fingerprint(sql))
      throw new MigrationRefused(
        `The database was made by another version of Kenja: its migration ${id} reads differently here. Use the version that made it, or another KENJA_HOME.`,
      )
  }
  const unknown = rows.find((row) => !known.has(row.id))
  if (unknown)
    throw new MigrationRefused(
      `The database was made by a newer version of Kenja: this one does not know its migration ${unknown.id}. Use the newer version, or another KENJA_HOME.`,
    )
  const insert = raw.prepare('INSERT INTO migration VALUES (?, ?, ?)')
  const fresh = migrations.filter(({ id }) => !applied.has(id))
  for (const { id, sql } of fresh) {
    raw.exec('BEGIN IMMEDIATE')
    try {
      raw.exec(sql)
      insert.run(id, fingerprint(sql), now.getTime())
      raw.exec('COMMIT')
    } catch (error) {
      if (raw.isTransaction) raw.exec('ROLLBACK')
      throw new Error(`Migration ${id} failed: ${(error as Error).message}`, { cause: error })
    }
  }
  return fresh.map(({ id }) => id)
}
