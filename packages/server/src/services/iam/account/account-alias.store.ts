/** All SQL about account aliases: one for an account, and one account for an alias. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'

export const migrations: readonly Migration[] = [
  { id: 'iam/account-alias/1', sql: 'CREATE TABLE iam_account_alias (account TEXT PRIMARY KEY, alias TEXT NOT NULL UNIQUE) WITHOUT ROWID, STRICT' },
]

export function aliasOf(db: Database, account: string): string | undefined {
  return (db.prepare('SELECT alias FROM iam_account_alias WHERE account = ?').get(account) as { alias: string } | undefined)?.alias
}

/** The account that an alias stands for. */
export function accountOf(db: Database, alias: string): string | undefined {
  return (db.prepare('SELECT account FROM iam_account_alias WHERE alias = ?').get(alias) as { account: string } | undefined)?.account
}

export function put(db: Database, account: string, alias: string): void {
  db.prepare('INSERT INTO iam_account_alias VALUES (?, ?) ON CONFLICT (account) DO UPDATE SET alias = excluded.alias').run(account, alias)
}

export function remove(db: Database, account: string): void {
  db.prepare('DELETE FROM iam_account_alias WHERE account = ?').run(account)
}
