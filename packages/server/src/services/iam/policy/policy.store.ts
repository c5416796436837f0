/** All SQL about customer-managed policies and their versions. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { PolicyRecord, PolicyVersionRecord } from './policy.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'iam/policy/1',
    sql: `CREATE TABLE iam_policy (
      account TEXT, name TEXT COLLATE NOCASE,
      arn TEXT NOT NULL UNIQUE, path TEXT NOT NULL, id TEXT NOT NULL UNIQUE, description TEXT,
      created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL, default_version INTEGER NOT NULL, last_version INTEGER NOT NULL,
      PRIMARY KEY (account, name)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE iam_policy_version (
      arn TEXT REFERENCES iam_policy (arn) ON DELETE CASCADE, version INTEGER, document TEXT NOT NULL, created_at_ms INTEGER NOT NULL,
      PRIMARY KEY (arn, version)
    ) WITHOUT ROWID, STRICT`,
  },
]

interface Row {
  arn: string
  name: string
  path: string
  id: string
  description: string | null
  created_at_ms: number
  updated_at_ms: number
  default_version: number
}

interface VersionRow {
  version: number
  document: string
  created_at_ms: number
}

const fromRow = (row: Row): PolicyRecord => ({
  arn: row.arn,
  name: row.name,
  path: row.path,
  id: row.id,
  description: row.description ?? undefined,
  createdAt: new Date(row.created_at_ms),
  updatedAt: new Date(row.updated_at_ms),
  defaultVersion: row.default_version,
})

const fromVersionRow = (row: VersionRow): PolicyVersionRecord => ({ version: row.version, document: row.document, createdAt: new Date(row.created_at_ms) })

export function find(db: Database, arn: string): PolicyRecord | undefined {
  const row = db.prepare('SELECT * FROM iam_policy WHERE arn = ?').get(arn)
  return row && fromRow(row as unknown as Row)
}

export function findByName(db: Database, account: string, name: string): PolicyRecord | undefined {
  const row = db.prepare('SELECT * FROM iam_policy WHERE account = ? AND name = ?').get(account, name)
  return row && fromRow(row as unknown as Row)
}

export function list(db: Database, account: string): PolicyRecord[] {
  return (db.prepare('SELECT * FROM iam_policy WHERE account = ? ORDER BY name').all(account) as unknown as Row[]).map(fromRow)
}

export function insert(db: Database, account: string, policy: PolicyRecord, document: string): void {
  const createdAtMs = policy.createdAt.getTime()
  db.prepare('INSERT INTO iam_policy VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 1)').run(
    account,
    policy.name,
    policy.arn,
    policy.path,
    policy.id,
    policy.description ?? null,
    createdAtMs,
    policy.updatedAt.getTime(),
  )
  db.prepare('INSERT INTO iam_policy_version VALUES (?, 1, ?, ?)').run(policy.arn, document, createdAtMs)
}

export function remove(db: Database, arn: string): void {
  db.prepare('DELETE FROM iam_policy WHERE arn = ?').run(arn)
}

/** Newest first, as IAM lists them. */
export function versions(db: Database, arn: string): PolicyVersionRecord[] {
  const rows = db.prepare('SELECT version, document, created_at_ms FROM iam_policy_version WHERE arn = ? ORDER BY version DESC').all(arn)
  return (rows as unknown as VersionRow[]).map(fromVersionRow)
}

export function findVersion(db: Database, arn: string, version: number): PolicyVersionRecord | undefined {
  const row = db.prepare('SELECT version, document, created_at_ms FROM iam_policy_version WHERE arn = ? AND version = ?').get(arn, version)
  return row && fromVersionRow(row as unknown as VersionRow)
}

/** Numbers are never used twice, even after the newest version was deleted. */
export function addVersion(db: Database, arn: string, document: string, at: Date, makeDefault: boolean): PolicyVersionRecord {
  db.prepare('UPDATE iam_policy SET last_version = last_version + 1, updated_at_ms = ? WHERE arn = ?').run(at.getTime(), arn)
  const { last_version: version } = db.prepare('SELECT last_version FROM iam_policy WHERE arn = ?').get(arn) as { last_version: number }
  db.prepare('INSERT INTO iam_policy_version VALUES (?, ?, ?, ?)').run(arn, version, document, at.getTime())
  if (makeDefault) setDefaultVersion(db, arn, version, at)
  return { version, document, createdAt: at }
}

export function setDefaultVersion(db: Database, arn: string, version: number, at: Date): void {
  db.prepare('UPDATE iam_policy SET default_version = ?, updated_at_ms = ? WHERE arn = ?').run(version, at.getTime(), arn)
}

export function removeVersion(db: Database, arn: string, version: number): void {
  db.prepare('DELETE FROM iam_policy_version WHERE arn = ? AND version = ?').run(arn, version)
}
