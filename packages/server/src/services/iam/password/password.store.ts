/** All SQL about users' passwords. Root's stands outside the database (`store/root-password.ts`): it can be set while no server runs. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'iam/password/1',
    sql: `CREATE TABLE iam_password (
      account TEXT, user_name TEXT COLLATE NOCASE, hash TEXT NOT NULL, reset_required INTEGER NOT NULL,
      created_at_ms INTEGER NOT NULL, changed_at_ms INTEGER NOT NULL, used_at_ms INTEGER, earlier TEXT NOT NULL DEFAULT '[]',
      PRIMARY KEY (account, user_name),
      FOREIGN KEY (account, user_name) REFERENCES iam_user (account, name) ON UPDATE CASCADE
    ) WITHOUT ROWID, STRICT`,
  },
]

export interface PasswordRecord {
  readonly hash: string
  readonly resetRequired: boolean
  readonly createdAt: Date
  readonly changedAt: Date
  readonly usedAt: Date | undefined
  /** Hashes of the passwords before, newest first. */
  readonly earlier: readonly string[]
}

interface Row {
  hash: string
  reset_required: number
  created_at_ms: number
  changed_at_ms: number
  used_at_ms: number | null
  earlier: string
}

export function find(db: Database, account: string, user: string): PasswordRecord | undefined {
  const row = db.prepare('SELECT * FROM iam_password WHERE account = ? AND user_name = ?').get(account, user) as Row | undefined
  return (
    row && {
      hash: row.hash,
      resetRequired: row.reset_required === 1,
      createdAt: new Date(row.created_at_ms),
      changedAt: new Date(row.changed_at_ms),
      usedAt: row.used_at_ms === null ? undefined : new Date(row.used_at_ms),
      earlier: JSON.parse(row.earlier) as string[],
    }
  )
}

export function insert(db: Database, account: string, user: string, hash: string, resetRequired: boolean, at: Date): void {
  db.prepare('INSERT INTO iam_password (account, user_name, hash, reset_required, created_at_ms, changed_at_ms) VALUES (?, ?, ?, ?, ?, ?)').run(
    account,
    user,
    hash,
    resetRequired ? 1 : 0,
    at.getTime(),
    at.getTime(),
  )
}

export function change(db: Database, account: string, user: string, hash: string, earlier: readonly string[], resetRequired: boolean, at: Date): void {
  db.prepare('UPDATE iam_password SET hash = ?, earlier = ?, reset_required = ?, changed_at_ms = ? WHERE account = ? AND user_name = ?').run(
    hash,
    JSON.stringify(earlier),
    resetRequired ? 1 : 0,
    at.getTime(),
    account,
    user,
  )
}

export function setResetRequired(db: Database, account: string, user: string, resetRequired: boolean): void {
  db.prepare('UPDATE iam_password SET reset_required = ? WHERE account = ? AND user_name = ?').run(resetRequired ? 1 : 0, account, user)
}

export function setUsed(db: Database, account: string, user: string, at: Date): void {
  db.prepare('UPDATE iam_password SET used_at_ms = ? WHERE account = ? AND user_name = ?').run(at.getTime(), account, user)
}

/** When a user last signed in with a password. */
export function usedAt(db: Database, account: string, user: string): Date | undefined {
  const row = db.prepare('SELECT used_at_ms FROM iam_password WHERE account = ? AND user_name = ?').get(account, user) as
    | { used_at_ms: number | null }
    | undefined
  return row?.used_at_ms == null ? undefined : new Date(row.used_at_ms)
}

export function remove(db: Database, account: string, user: string): boolean {
  return db.prepare('DELETE FROM iam_password WHERE account = ? AND user_name = ?').run(account, user).changes === 1
}
