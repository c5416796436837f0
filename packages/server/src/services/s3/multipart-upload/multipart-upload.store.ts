/** All SQL about multipart uploads and their parts. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import { hold, letGo } from '../blob.store.ts'
import type { MultipartUpload, Part } from './multipart-upload.ts'

export const migrations: readonly Migration[] = [
  {
    id: 's3/multipart-upload/1',
    sql: `
      CREATE TABLE s3_upload (
        bucket TEXT, key TEXT, upload_id TEXT,
        initiated_at_ms INTEGER NOT NULL, initiator TEXT NOT NULL, storage_class TEXT NOT NULL,
        checksum_algorithm TEXT, checksum_type TEXT NOT NULL, headers TEXT NOT NULL, tags TEXT NOT NULL,
        PRIMARY KEY (bucket, key, upload_id)
      ) WITHOUT ROWID, STRICT;
      CREATE TABLE s3_part (
        upload_id TEXT, part_number INTEGER,
        id TEXT NOT NULL, etag TEXT NOT NULL, size INTEGER NOT NULL, modified_at_ms INTEGER NOT NULL, blob TEXT NOT NULL,
        algorithm TEXT NOT NULL, checksum TEXT NOT NULL,
        PRIMARY KEY (upload_id, part_number)
      ) WITHOUT ROWID, STRICT;
      CREATE TABLE s3_completed_upload (
        upload_id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, answer TEXT NOT NULL, completed_at_ms INTEGER NOT NULL
      ) WITHOUT ROWID, STRICT;
      CREATE INDEX s3_completed_upload_by_time ON s3_completed_upload (completed_at_ms)`,
  },
  { id: 's3/multipart-upload/2', sql: 'ALTER TABLE s3_upload ADD COLUMN protection TEXT' },
]

interface UploadRow {
  bucket: string
  key: string
  upload_id: string
  initiated_at_ms: number
  initiator: string
  storage_class: string
  checksum_algorithm: MultipartUpload['checksumAlgorithm'] | null
  checksum_type: MultipartUpload['checksumType']
  headers: string
  tags: string
  protection: string | null
}

const fromUploadRow = (row: UploadRow): MultipartUpload => ({
  bucket: row.bucket,
  key: row.key,
  uploadId: row.upload_id,
  initiatedAt: new Date(row.initiated_at_ms),
  initiator: row.initiator,
  storageClass: row.storage_class,
  checksumAlgorithm: row.checksum_algorithm ?? undefined,
  checksumType: row.checksum_type,
  headers: JSON.parse(row.headers),
  tags: JSON.parse(row.tags),
  protection: row.protection === null ? undefined : JSON.parse(row.protection),
})

export function find(db: Database, bucket: string, key: string, uploadId: string): MultipartUpload | undefined {
  const row = db.prepare('SELECT * FROM s3_upload WHERE bucket = ? AND key = ? AND upload_id = ?').get(bucket, key, uploadId)
  return row && fromUploadRow(row as unknown as UploadRow)
}

export function insert(db: Database, upload: MultipartUpload): void {
  db.prepare('INSERT INTO s3_upload VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    upload.bucket,
    upload.key,
    upload.uploadId,
    upload.initiatedAt.getTime(),
    upload.initiator,
    upload.storageClass,
    upload.checksumAlgorithm ?? null,
    upload.checksumType,
    JSON.stringify(upload.headers),
    JSON.stringify(upload.tags),
    upload.protection ? JSON.stringify(upload.protection) : null,
  )
}

/** Ends the upload. Answers the blobs that nothing refers to any more: what became part of an object is held by that. */
export function remove(db: Database, { bucket, key, uploadId }: Pick<MultipartUpload, 'bucket' | 'key' | 'uploadId'>): string[] {
  db.prepare('DELETE FROM s3_upload WHERE bucket = ? AND key = ? AND upload_id = ?').run(bucket, key, uploadId)
  const rows = db.prepare('DELETE FROM s3_part WHERE upload_id = ? RETURNING id, blob').all(uploadId) as unknown as { id: string; blob: string }[]
  return rows.flatMap((row) => letGo(db, row.id, [row.blob]))
}

export function removeOfBucket(db: Database, bucket: string): string[] {
  const rows = db.prepare('SELECT * FROM s3_upload WHERE bucket = ?').all(bucket) as unknown as UploadRow[]
  return rows.map(fromUploadRow).flatMap((upload) => remove(db, upload))
}

/** By key, then by the time they began; after (`key`, `uploadId`), keys from `from` to before `until`. */
export function scan(db: Database, bucket: string, range: { key: string; uploadId: string; until: string | undefined; limit: number }): MultipartUpload[] {
  const { key, uploadId, until, limit } = range
  const sql = `SELECT * FROM s3_upload WHERE bucket = ? AND (key, upload_id) > (?, ?)${until === undefined ? '' : ' AND key < ?'} ORDER BY key, upload_id LIMIT ?`
  const rows = until === undefined ? db.prepare(sql).all(bucket, key, uploadId, limit) : db.prepare(sql).all(bucket, key, uploadId, until, limit)
  return (rows as unknown as UploadRow[]).map(fromUploadRow)
}

interface PartRow {
  part_number: number
  id: string
  etag: string
  size: number
  modified_at_ms: number
  blob: string
  algorithm: Part['algorithm']
  checksum: string
}

const fromPartRow = (row: PartRow): Part => ({
  partNumber: row.part_number,
  id: row.id,
  etag: row.etag,
  size: row.size,
  modifiedAt: new Date(row.modified_at_ms),
  blob: row.blob,
  algorithm: row.algorithm,
  checksum: row.checksum,
})

/** Puts the part in the place of one with its number. Answers the blobs to free after the commit. */
export function replacePart(db: Database, uploadId: string, part: Part): string[] {
  hold(db, part.id, [part.blob])
  const old = db.prepare('DELETE FROM s3_part WHERE upload_id = ? AND part_number = ? RETURNING id, blob').get(uploadId, part.partNumber) as
    | { id: string; blob: string }
    | undefined
  db.prepare('INSERT INTO s3_part VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    uploadId,
    part.partNumber,
    part.id,
    part.etag,
    part.size,
    part.modifiedAt.getTime(),
    part.blob,
    part.algorithm,
    part.checksum,
  )
  return old ? letGo(db, old.id, [old.blob]) : []
}

/** By number; numbers above `after`. */
export function parts(db: Database, uploadId: string, after: number, limit: number): Part[] {
  const rows = db.prepare('SELECT * FROM s3_part WHERE upload_id = ? AND part_number > ? ORDER BY part_number LIMIT ?').all(uploadId, after, limit)
  return (rows as unknown as PartRow[]).map(fromPartRow)
}

/** `request` tells whether a repeated call is the same one; both are JSON. */
export interface Completion {
  readonly request: string
  readonly answer: string
}

export function recordCompletion(db: Database, upload: MultipartUpload, completion: Completion, now: Date, keepMs: number): void {
  db.prepare('DELETE FROM s3_completed_upload WHERE completed_at_ms < ?').run(now.getTime() - keepMs)
  db.prepare('INSERT INTO s3_completed_upload VALUES (?, ?, ?, ?, ?, ?)').run(
    upload.uploadId,
    upload.bucket,
    upload.key,
    completion.request,
    completion.answer,
    now.getTime(),
  )
}

export function findCompletion(db: Database, bucket: string, key: string, uploadId: string): Completion | undefined {
  const row = db.prepare('SELECT request, answer FROM s3_completed_upload WHERE upload_id = ? AND bucket = ? AND key = ?').get(uploadId, bucket, key)
  return row as unknown as Completion | undefined
}
