/** All SQL about objects. Keys compare as bytes of UTF-8 (SQLite's BINARY), which is S3's order. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import { hold, letGo } from '../blob.store.ts'
import type { Checksum, StoredObject } from './object.ts'

export const migrations: readonly Migration[] = [
  {
    id: 's3/object/1',
    sql: `
      CREATE TABLE s3_object (
        bucket TEXT, key TEXT,
        id TEXT NOT NULL, etag TEXT NOT NULL, size INTEGER NOT NULL, modified_at_ms INTEGER NOT NULL, storage_class TEXT NOT NULL,
        checksum_algorithm TEXT NOT NULL, checksum_type TEXT NOT NULL, checksum TEXT NOT NULL,
        headers TEXT NOT NULL, tags TEXT NOT NULL, segments TEXT NOT NULL,
        PRIMARY KEY (bucket, key)
      ) WITHOUT ROWID, STRICT`,
  },
  { id: 's3/object/2', sql: 'ALTER TABLE s3_object ADD COLUMN protection TEXT' },
]

interface Row {
  bucket: string
  key: string
  id: string
  etag: string
  size: number
  modified_at_ms: number
  storage_class: string
  checksum_algorithm: Checksum['algorithm']
  checksum_type: Checksum['type']
  checksum: string
  headers: string
  tags: string
  segments: string
  protection: string | null
}

const fromRow = (row: Row): StoredObject => ({
  bucket: row.bucket,
  key: row.key,
  id: row.id,
  etag: row.etag,
  size: row.size,
  modifiedAt: new Date(row.modified_at_ms),
  storageClass: row.storage_class,
  checksum: { algorithm: row.checksum_algorithm, type: row.checksum_type, value: row.checksum },
  headers: JSON.parse(row.headers),
  tags: JSON.parse(row.tags),
  segments: JSON.parse(row.segments),
  protection: row.protection === null ? undefined : JSON.parse(row.protection),
})

export function find(db: Database, bucket: string, key: string): StoredObject | undefined {
  const row = db.prepare('SELECT * FROM s3_object WHERE bucket = ? AND key = ?').get(bucket, key)
  return row && fromRow(row as unknown as Row)
}

/** Puts the object in the place of what was there. Answers the blobs to free after the commit. */
export function replace(db: Database, object: StoredObject): string[] {
  hold(
    db,
    object.id,
    object.segments.map((segment) => segment.blob),
  )
  const freed = remove(db, object.bucket, object.key)
  db.prepare('INSERT INTO s3_object VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    object.bucket,
    object.key,
    object.id,
    object.etag,
    object.size,
    object.modifiedAt.getTime(),
    object.storageClass,
    object.checksum.algorithm,
    object.checksum.type,
    object.checksum.value,
    JSON.stringify(object.headers),
    JSON.stringify(object.tags),
    JSON.stringify(object.segments),
    object.protection ? JSON.stringify(object.protection) : null,
  )
  return freed
}

/** Answers the blobs to free after the commit; an object that is not there frees none. */
export function remove(db: Database, bucket: string, key: string): string[] {
  const row = db.prepare('DELETE FROM s3_object WHERE bucket = ? AND key = ? RETURNING id, segments').get(bucket, key) as
    | { id: string; segments: string }
    | undefined
  if (!row) return []
  const segments = JSON.parse(row.segments) as StoredObject['segments']
  return letGo(
    db,
    row.id,
    segments.map((segment) => segment.blob),
  )
}

export function setTags(db: Database, bucket: string, key: string, tags: StoredObject['tags']): void {
  db.prepare('UPDATE s3_object SET tags = ? WHERE bucket = ? AND key = ?').run(JSON.stringify(tags), bucket, key)
}

export function isEmpty(db: Database, bucket: string): boolean {
  return db.prepare('SELECT 1 FROM s3_object WHERE bucket = ? LIMIT 1').get(bucket) === undefined
}

/** What a list says of an object. */
export interface ListedObject {
  readonly key: string
  readonly etag: string
  readonly size: number
  readonly modifiedAt: Date
  readonly storageClass: string
  readonly checksumAlgorithm: Checksum['algorithm']
  readonly checksumType: Checksum['type']
}

const LISTED = 'key, etag, size, modified_at_ms, storage_class, checksum_algorithm, checksum_type'

/** Objects in the order of their keys, from `from` (itself included or not) to before `until`. */
export function scan(
  db: Database,
  bucket: string,
  range: { readonly from: string; readonly inclusive: boolean; readonly until: string | undefined; readonly limit: number },
): ListedObject[] {
  const { from, inclusive, until, limit } = range
  const sql = `SELECT ${LISTED} FROM s3_object WHERE bucket = ? AND key ${inclusive ? '>=' : '>'} ?${until === undefined ? '' : ' AND key < ?'} ORDER BY key LIMIT ?`
  const rows = until === undefined ? db.prepare(sql).all(bucket, from, limit) : db.prepare(sql).all(bucket, from, until, limit)
  return (rows as unknown as Row[]).map((row) => ({
    key: row.key,
    etag: row.etag,
    size: row.size,
    modifiedAt: new Date(row.modified_at_ms),
    storageClass: row.storage_class,
    checksumAlgorithm: row.checksum_algorithm,
    checksumType: row.checksum_type,
  }))
}
