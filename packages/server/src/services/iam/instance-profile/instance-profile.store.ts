/** All SQL about instance profiles. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { InstanceProfileRecord } from './instance-profile.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'iam/instance-profile/1',
    sql: `CREATE TABLE iam_instance_profile (
      account TEXT, name TEXT COLLATE NOCASE, path TEXT NOT NULL, arn TEXT NOT NULL, id TEXT NOT NULL UNIQUE, created_at_ms INTEGER NOT NULL,
      role_name TEXT COLLATE NOCASE, PRIMARY KEY (account, name)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX iam_instance_profile_of_role ON iam_instance_profile (account, role_name)`,
  },
]

interface Row {
  name: string
  path: string
  arn: string
  id: string
  created_at_ms: number
  role_name: string | null
}

const fromRow = (row: Row): InstanceProfileRecord => ({
  name: row.name,
  path: row.path,
  arn: row.arn,
  id: row.id,
  createdAt: new Date(row.created_at_ms),
  roleName: row.role_name ?? undefined,
})

export function find(db: Database, account: string, name: string): InstanceProfileRecord | undefined {
  const row = db.prepare('SELECT * FROM iam_instance_profile WHERE account = ? AND name = ?').get(account, name)
  return row && fromRow(row as unknown as Row)
}

export function list(db: Database, account: string, pathPrefix: string, after: string, limit: number): InstanceProfileRecord[] {
  const rows = db
    .prepare('SELECT * FROM iam_instance_profile WHERE account = ? AND name > ? AND substr(path, 1, length(?)) = ? ORDER BY name LIMIT ?')
    .all(account, after, pathPrefix, pathPrefix, limit)
  return (rows as unknown as Row[]).map(fromRow)
}

/** The profiles that hold a role. */
export function ofRole(db: Database, account: string, roleName: string): InstanceProfileRecord[] {
  const rows = db.prepare('SELECT * FROM iam_instance_profile WHERE account = ? AND role_name = ? ORDER BY name').all(account, roleName)
  return (rows as unknown as Row[]).map(fromRow)
}

export function count(db: Database, account: string): number {
  return (db.prepare('SELECT count(*) AS n FROM iam_instance_profile WHERE account = ?').get(account) as { n: number }).n
}

export function insert(db: Database, account: string, profile: InstanceProfileRecord): void {
  db.prepare('INSERT INTO iam_instance_profile (account, name, path, arn, id, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)').run(
    account,
    profile.name,
    profile.path,
    profile.arn,
    profile.id,
    profile.createdAt.getTime(),
  )
}

export function setRole(db: Database, account: string, name: string, roleName: string | undefined): void {
  db.prepare('UPDATE iam_instance_profile SET role_name = ? WHERE account = ? AND name = ?').run(roleName ?? null, account, name)
}

export function remove(db: Database, account: string, name: string): void {
  db.prepare('DELETE FROM iam_instance_profile WHERE account = ? AND name = ?').run(account, name)
}
