/** All SQL about groups and who is in them. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { GroupRecord } from './group.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'iam/group/1',
    sql: `CREATE TABLE iam_group (
      account TEXT, name TEXT COLLATE NOCASE, path TEXT NOT NULL, arn TEXT NOT NULL, id TEXT NOT NULL UNIQUE, created_at_ms INTEGER NOT NULL,
      PRIMARY KEY (account, name)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE iam_membership (
      account TEXT, user_name TEXT COLLATE NOCASE, group_name TEXT COLLATE NOCASE, PRIMARY KEY (account, user_name, group_name),
      FOREIGN KEY (account, user_name) REFERENCES iam_user (account, name) ON UPDATE CASCADE,
      FOREIGN KEY (account, group_name) REFERENCES iam_group (account, name) ON UPDATE CASCADE
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX iam_membership_of_group ON iam_membership (account, group_name, user_name)`,
  },
]

interface Row {
  name: string
  path: string
  arn: string
  id: string
  created_at_ms: number
}

const fromRow = (row: Row): GroupRecord => ({ name: row.name, path: row.path, arn: row.arn, id: row.id, createdAt: new Date(row.created_at_ms) })

export function find(db: Database, account: string, name: string): GroupRecord | undefined {
  const row = db.prepare('SELECT * FROM iam_group WHERE account = ? AND name = ?').get(account, name)
  return row && fromRow(row as unknown as Row)
}

export function list(db: Database, account: string, pathPrefix: string, after: string, limit: number): GroupRecord[] {
  const rows = db
    .prepare('SELECT * FROM iam_group WHERE account = ? AND name > ? AND substr(path, 1, length(?)) = ? ORDER BY name LIMIT ?')
    .all(account, after, pathPrefix, pathPrefix, limit)
  return (rows as unknown as Row[]).map(fromRow)
}

export function count(db: Database, account: string): number {
  return (db.prepare('SELECT count(*) AS n FROM iam_group WHERE account = ?').get(account) as { n: number }).n
}

export function insert(db: Database, account: string, group: GroupRecord): void {
  db.prepare('INSERT INTO iam_group VALUES (?, ?, ?, ?, ?, ?)').run(account, group.name, group.path, group.arn, group.id, group.createdAt.getTime())
}

/** Members follow a new name. */
export function update(db: Database, account: string, name: string, { name: newName, path, arn }: Pick<GroupRecord, 'name' | 'path' | 'arn'>): void {
  db.prepare('UPDATE iam_group SET name = ?, path = ?, arn = ? WHERE account = ? AND name = ?').run(newName, path, arn, account, name)
}

export function remove(db: Database, account: string, name: string): void {
  db.prepare('DELETE FROM iam_group WHERE account = ? AND name = ?').run(account, name)
}

export function addMember(db: Database, account: string, group: string, user: string): void {
  db.prepare('INSERT INTO iam_membership VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(account, user, group)
}

export function removeMember(db: Database, account: string, group: string, user: string): void {
  db.prepare('DELETE FROM iam_membership WHERE account = ? AND user_name = ? AND group_name = ?').run(account, user, group)
}

/** Names of the users in a group, in their order. */
export function members(db: Database, account: string, group: string): string[] {
  const rows = db.prepare('SELECT user_name FROM iam_membership WHERE account = ? AND group_name = ? ORDER BY user_name').all(account, group)
  return (rows as unknown as { user_name: string }[]).map((row) => row.user_name)
}

/** The groups that a user is in, by name. */
export function ofUser(db: Database, account: string, user: string): GroupRecord[] {
  const rows = db
    .prepare(
      'SELECT g.* FROM iam_membership m JOIN iam_group g ON g.account = m.account AND g.name = m.group_name WHERE m.account = ? AND m.user_name = ? ORDER BY g.name',
    )
    .all(account, user)
  return (rows as unknown as Row[]).map(fromRow)
}
