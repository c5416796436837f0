/** All SQL about credential reports: the last one of each account. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'iam/credential-report/1',
    sql: 'CREATE TABLE iam_credential_report (account TEXT PRIMARY KEY, generated_at_ms INTEGER NOT NULL, content TEXT NOT NULL) WITHOUT ROWID, STRICT',
  },
]

export interface CredentialReport {
  readonly generatedAt: Date
  /** CSV. */
  readonly content: string
}

export function find(db: Database, account: string): CredentialReport | undefined {
  const row = db.prepare('SELECT generated_at_ms, content FROM iam_credential_report WHERE account = ?').get(account) as
    | { generated_at_ms: number; content: string }
    | undefined
  return row && { generatedAt: new Date(row.generated_at_ms), content: row.content }
}

export function put(db: Database, account: string, { generatedAt, content }: CredentialReport): void {
  db.prepare('INSERT OR REPLACE INTO iam_credential_report VALUES (?, ?, ?)').run(account, generatedAt.getTime(), content)
}
