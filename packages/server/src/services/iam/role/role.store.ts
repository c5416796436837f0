/** All SQL about roles. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { RoleRecord } from './role.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'iam/role/1',
    // Names differ by more than case, as IAM requires.
    sql: `CREATE TABLE iam_role (
      account TEXT, name TEXT COLLATE NOCASE,
      path TEXT NOT NULL, arn TEXT NOT NULL, id TEXT NOT NULL UNIQUE, created_at_ms INTEGER NOT NULL,
      trust_policy TEXT NOT NULL, description TEXT, max_session_seconds INTEGER NOT NULL, boundary_arn TEXT,
      PRIMARY KEY (account, name)
    ) WITHOUT ROWID, STRICT`,
  },
  {
    id: 'iam/role/2',
    sql: `CREATE TABLE iam_role_last_used (
      account TEXT, name TEXT COLLATE NOCASE, at_ms INTEGER NOT NULL, region TEXT NOT NULL, PRIMARY KEY (account, name)
    ) WITHOUT ROWID, STRICT`,
  },
]

interface Row {
  name: string
  path: string
  arn: string
  id: string
  created_at_ms: number
  trust_policy: string
  description: string | null
  max_session_seconds: number
  boundary_arn: string | null
}

const fromRow = (row: Row): RoleRecord => ({
  name: row.name,
  path: row.path,
  arn: row.arn,
  id: row.id,
  createdAt: new Date(row.created_at_ms),
  trustPolicy: row.trust_policy,
  description: row.description ?? undefined,
  maxSessionSeconds: row.max_session_seconds,
  boundaryArn: row.boundary_arn ?? undefined,
})

export function find(db: Database, account: string, name: string): RoleRecord | undefined {
  const row = db.prepare('SELECT * FROM iam_role WHERE account = ? AND name = ?').get(account, name)
  return row && fromRow(row as unknown as Row)
}

/** By the name of the role, from the one after `after`. */
export function list(db: Database, account: string, pathPrefix: string, after: string, limit: number): RoleRecord[] {
  const rows = db
    .prepare('SELECT * FROM iam_role WHERE account = ? AND name > ? AND substr(path, 1, length(?)) = ? ORDER BY name LIMIT ?')
    .all(account, after, pathPrefix, pathPrefix, limit)
  return (rows as unknown as Row[]).map(fromRow)
}

export function count(db: Database, account: string): number {
  return (db.prepare('SELECT count(*) AS n FROM iam_role WHERE account = ?').get(account) as { n: number }).n
}

/** Every role of every account, for the keyring. */
export function all(db: Database): RoleRecord[] {
  return (db.prepare('SELECT * FROM iam_role').all() as unknown as Row[]).map(fromRow)
}

export function insert(db: Database, account: string, role: RoleRecord): void {
  db.prepare('INSERT INTO iam_role VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    account,
    role.name,
    role.path,
    role.arn,
    role.id,
    role.createdAt.getTime(),
    role.trustPolicy,
    role.description ?? null,
    role.maxSessionSeconds,
    role.boundaryArn ?? null,
  )
}

export function update(db: Database, account: string, role: RoleRecord): void {
  db.prepare('UPDATE iam_role SET trust_policy = ?, description = ?, max_session_seconds = ?, boundary_arn = ? WHERE account = ? AND name = ?').run(
    role.trustPolicy,
    role.description ?? null,
    role.maxSessionSeconds,
    role.boundaryArn ?? null,
    account,
    role.name,
  )
}

/** The roles that a policy bounds. */
export function boundedBy(db: Database, account: string, policyArn: string): RoleRecord[] {
  return (db.prepare('SELECT * FROM iam_role WHERE account = ? AND boundary_arn = ? ORDER BY name').all(account, policyArn) as unknown as Row[]).map(fromRow)
}

export interface RoleUse {
  readonly at: Date
  readonly region: string
}

export function setLastUsed(db: Database, account: string, name: string, { at, region }: RoleUse): void {
  db.prepare('INSERT INTO iam_role_last_used VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms, region = excluded.region').run(
    account,
    name,
    at.getTime(),
    region,
  )
}

export function lastUsed(db: Database, account: string, name: string): RoleUse | undefined {
  const row = db.prepare('SELECT at_ms, region FROM iam_role_last_used WHERE account = ? AND name = ?').get(account, name) as
    | { at_ms: number; region: string }
    | undefined
  return row && { at: new Date(row.at_ms), region: row.region }
}

export function remove(db: Database, account: string, name: string): void {
  db.prepare('DELETE FROM iam_role_last_used WHERE account = ? AND name = ?').run(account, name)
  db.prepare('DELETE FROM iam_role WHERE account = ? AND name = ?').run(account, name)
}
