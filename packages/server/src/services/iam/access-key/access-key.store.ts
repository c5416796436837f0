/** All SQL about long-term access keys. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { AccessKeyRecord } from './access-key.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'iam/access-key/1',
    sql: `CREATE TABLE iam_access_key (
      id TEXT PRIMARY KEY, account TEXT NOT NULL, user_name TEXT COLLATE NOCASE, secret TEXT NOT NULL, status TEXT NOT NULL, created_at_ms INTEGER NOT NULL,
      used_at_ms INTEGER, used_service TEXT, used_region TEXT
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX iam_access_key_of_user ON iam_access_key (account, user_name)`,
  },
]

interface Row {
  id: string
  account: string
  user_name: string | null
  secret: string
  status: 'Active' | 'Inactive'
  created_at_ms: number
  used_at_ms: number | null
  used_service: string | null
  used_region: string | null
}

const fromRow = (row: Row): AccessKeyRecord => ({
  id: row.id,
  account: row.account,
  userName: row.user_name ?? undefined,
  secret: row.secret,
  status: row.status,
  createdAt: new Date(row.created_at_ms),
  lastUsed: row.used_at_ms === null ? undefined : { at: new Date(row.used_at_ms), service: row.used_service ?? 'N/A', region: row.used_region ?? 'N/A' },
})

export function find(db: Database, id: string): AccessKeyRecord | undefined {
  const row = db.prepare('SELECT * FROM iam_access_key WHERE id = ?').get(id)
  return row && fromRow(row as unknown as Row)
}

/** The keys of a user, or of the root when `userName` is undefined; oldest first. */
export function ofUser(db: Database, account: string, userName: string | undefined): AccessKeyRecord[] {
  const rows = db.prepare('SELECT * FROM iam_access_key WHERE account = ? AND user_name IS ? ORDER BY created_at_ms, id').all(account, userName ?? null)
  return (rows as unknown as Row[]).map(fromRow)
}

/** Every key of every account, for the keyring. */
export function all(db: Database): AccessKeyRecord[] {
  return (db.prepare('SELECT * FROM iam_access_key').all() as unknown as Row[]).map(fromRow)
}

export function insert(db: Database, key: AccessKeyRecord): void {
  db.prepare('INSERT INTO iam_access_key (id, account, user_name, secret, status, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)').run(
    key.id,
    key.account,
    key.userName ?? null,
    key.secret,
    key.status,
    key.createdAt.getTime(),
  )
}

export function setStatus(db: Database, id: string, status: 'Active' | 'Inactive'): void {
  db.prepare('UPDATE iam_access_key SET status = ? WHERE id = ?').run(status, id)
}

export function setLastUsed(db: Database, id: string, at: Date, service: string, region: string): void {
  db.prepare('UPDATE iam_access_key SET used_at_ms = ?, used_service = ?, used_region = ? WHERE id = ?').run(at.getTime(), service, region, id)
}

export function renameUser(db: Database, account: string, userName: string, newName: string): void {
  db.prepare('UPDATE iam_access_key SET user_name = ? WHERE account = ? AND user_name = ?').run(newName, account, userName)
}

export function remove(db: Database, id: string): void {
  db.prepare('DELETE FROM iam_access_key WHERE id = ?').run(id)
}
