/** All SQL about sessions that ended before their time: sign-out. Nothing else of a session is stored. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'iam/session/1',
    sql: 'CREATE TABLE iam_ended_session (access_key_id TEXT PRIMARY KEY, expires_at_ms INTEGER NOT NULL) WITHOUT ROWID, STRICT',
  },
]

/** The session and all that came from it end; kept until `expiresAt`, when the credentials end anyway. */
export function end(db: Database, accessKeyId: string, expiresAt: Date, now: Date): void {
  db.prepare('DELETE FROM iam_ended_session WHERE expires_at_ms <= ?').run(now.getTime())
  db.prepare('INSERT INTO iam_ended_session VALUES (?, ?) ON CONFLICT DO NOTHING').run(accessKeyId, expiresAt.getTime())
}

/** Access key ids of all ended sessions, for the keyring. */
export function ended(db: Database): string[] {
  return (db.prepare('SELECT access_key_id FROM iam_ended_session').all() as unknown as { access_key_id: string }[]).map((row) => row.access_key_id)
}
