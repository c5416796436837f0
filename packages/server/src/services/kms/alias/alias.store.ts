/** All SQL about aliases: names that lead to keys, and may lead to another one tomorrow. */
import type { Database, Scope } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'kms/alias/1',
    sql: `
      CREATE TABLE kms_alias (
        account TEXT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL, key_id TEXT NOT NULL, created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL,
        PRIMARY KEY (account, region, name)
      ) WITHOUT ROWID, STRICT;
      CREATE INDEX kms_alias_of_key ON kms_alias (account, region, key_id)`,
  },
]

export interface Alias extends Scope {
  /** With `alias/`. */
  readonly name: string
  readonly keyId: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

interface Row {
  readonly account: string
  readonly region: string
  readonly name: string
  readonly key_id: string
  readonly created_at_ms: number
  readonly updated_at_ms: number
}

const fromRow = (row: Row): Alias => ({
  account: row.account,
  region: row.region,
  name: row.name,
  keyId: row.key_id,
  createdAt: new Date(row.created_at_ms),
  updatedAt: new Date(row.updated_at_ms),
})

export function find(db: Database, { account, region }: Scope, name: string): Alias | undefined {
  const row = db.prepare('SELECT * FROM kms_alias WHERE account = ? AND region = ? AND name = ?').get(account, region, name)
  return row && fromRow(row as unknown as Row)
}

export function put(db: Database, alias: Alias): void {
  db.prepare('INSERT OR REPLACE INTO kms_alias VALUES (?, ?, ?, ?, ?, ?)').run(
    alias.account,
    alias.region,
    alias.name,
    alias.keyId,
    alias.createdAt.getTime(),
    alias.updatedAt.getTime(),
  )
}

export function remove(db: Database, { account, region }: Scope, name: string): void {
  db.prepare('DELETE FROM kms_alias WHERE account = ? AND region = ? AND name = ?').run(account, region, name)
}

export function removeOfKey(db: Database, { account, region }: Scope, keyId: string): void {
  db.prepare('DELETE FROM kms_alias WHERE account = ? AND region = ? AND key_id = ?').run(account, region, keyId)
}

/** By name. */
export function ofScope(db: Database, { account, region }: Scope): Alias[] {
  return (db.prepare('SELECT * FROM kms_alias WHERE account = ? AND region = ? ORDER BY name').all(account, region) as unknown as Row[]).map(fromRow)
}

/** By name. */
export function ofKey(db: Database, { account, region }: Scope, keyId: string): Alias[] {
  const sql = 'SELECT * FROM kms_alias WHERE account = ? AND region = ? AND key_id = ? ORDER BY name'
  return (db.prepare(sql).all(account, region, keyId) as unknown as Row[]).map(fromRow)
}
