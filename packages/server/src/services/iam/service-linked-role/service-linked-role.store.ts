/** All SQL about deletions of service-linked roles: their tasks can be asked for afterwards. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'iam/service-linked-role/1',
    sql: 'CREATE TABLE iam_role_deletion (task_id TEXT PRIMARY KEY, account TEXT NOT NULL, created_at_ms INTEGER NOT NULL) WITHOUT ROWID, STRICT',
  },
]

/** AWS does not say how long a task can be asked for. */
const KEPT_MS = 7 * 86_400_000

export function insert(db: Database, account: string, taskId: string, at: Date): void {
  db.prepare('DELETE FROM iam_role_deletion WHERE created_at_ms < ?').run(at.getTime() - KEPT_MS)
  db.prepare('INSERT INTO iam_role_deletion VALUES (?, ?, ?)').run(taskId, account, at.getTime())
}

export function exists(db: Database, account: string, taskId: string): boolean {
  return db.prepare('SELECT 1 FROM iam_role_deletion WHERE task_id = ? AND account = ?').get(taskId, account) !== undefined
}
