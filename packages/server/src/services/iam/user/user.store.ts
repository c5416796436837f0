/** All SQL about users. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { UserRecord } from './user.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'iam/user/1',
    sql: `CREATE TABLE iam_user (
      account TEXT, name TEXT COLLATE NOCASE,
      path TEXT NOT NULL, arn TEXT NOT NULL, id TEXT NOT NULL UNIQUE, created_at_ms INTEGER NOT NULL, boundary_arn TEXT,
      PRIMARY KEY (account, name)
    ) WITHOUT ROWID, STRICT`,
  },
]

interface Row {
  name: string
  path: string
  arn: string
  id: string
  created_at_ms: number
  boundary_arn: string | null
}

const fromRow = (row: Row): UserRecord => ({
  name: row.name,
  path: row.path,
  arn: row.arn,
  id: row.id,
  createdAt: new Date(row.created_at_ms),
  boundaryArn: row.boundary_arn ?? undefined,
})

export function find(db: Database, account: string, name: string): UserRecord | undefined {
  const row = db.prepare('SELECT * FROM iam_user WHERE account = ? AND name = ?').get(account, name)
  return row && fromRow(row as unknown as Row)
}

export function list(db: Database, account: string, pathPrefix: string, after: string, limit: number): UserRecord[] {
  const rows = db
    .prepare('SELECT * FROM iam_user WHERE account = ? AND name > ? AND substr(path, 1, length(?)) = ? ORDER BY name LIMIT ?')
    .all(account, after, pathPrefix, pathPrefix, limit)
  return (rows as unknown as Row[]).map(fromRow)
}

export function count(db: Database, account: string): number {
  return (db.prepare('SELECT count(*) AS n FROM iam_user WHERE account = ?').get(account) as { n: number }).n
}

/** Every user of every account, for the keyring. */
export function all(db: Database): UserRecord[] {
  return (db.prepare('SELECT * FROM iam_user').all() as unknown as Row[]).map(fromRow)
}

export function insert(db: Database, account: string, user: UserRecord): void {
  db.prepare('INSERT INTO iam_user VALUES (?, ?, ?, ?, ?, ?, ?)').run(
    account,
    user.name,
    user.path,
    user.arn,
    user.id,
    user.createdAt.getTime(),
    user.boundaryArn ?? null,
  )
}

/** Groups and password follow a new name. */
export function update(db: Database, account: string, name: string, user: UserRecord): void {
  db.prepare('UPDATE iam_user SET name = ?, path = ?, arn = ?, boundary_arn = ? WHERE account = ? AND name = ?').run(
    user.name,
    user.path,
    user.arn,
    user.boundaryArn ?? null,
    account,
    name,
  )
}

/** The users that a policy bounds. */
export function boundedBy(db: Database, account: string, policyArn: string): UserRecord[] {
  return (db.prepare('SELECT * FROM iam_user WHERE account = ? AND boundary_arn = ? ORDER BY name').all(account, policyArn) as unknown as Row[]).map(fromRow)
}

export function remove(db: Database, account: string, name: string): void {
  db.prepare('DELETE FROM iam_user WHERE account = ? AND name = ?').run(account, name)
}
