/** Which blobs are in use. A blob may serve several objects (a copy shares the bytes); it may be freed when its last holder is gone. */
import type { Database } from '../../operation.ts'
import type { Migration } from '../../store/migration.ts'

export const migrations: readonly Migration[] = [
  {
    id: 's3/blob/1',
    // A holder is the id of an object's content or of a part.
    sql: 'CREATE TABLE s3_blob (blob TEXT, holder TEXT, PRIMARY KEY (blob, holder)) WITHOUT ROWID, STRICT',
  },
]

export function hold(db: Database, holder: string, blobs: readonly string[]): void {
  const statement = db.prepare('INSERT OR IGNORE INTO s3_blob VALUES (?, ?)')
  for (const blob of blobs) statement.run(blob, holder)
}

/** Answers the blobs that nobody holds any more: to be removed after the commit. */
export function letGo(db: Database, holder: string, blobs: readonly string[]): string[] {
  const statement = db.prepare('DELETE FROM s3_blob WHERE blob = ? AND holder = ?')
  for (const blob of blobs) statement.run(blob, holder)
  return [...new Set(blobs)].filter((blob) => !isReferenced(db, blob))
}

/** For `ObjectStore.sweep`. */
export function isReferenced(db: Database, blob: string): boolean {
  return db.prepare('SELECT 1 FROM s3_blob WHERE blob = ? LIMIT 1').get(blob) !== undefined
}
