/** All SQL about buckets' policies and what keeps them from opening a bucket to everyone. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { PublicAccessBlock } from './public-access-block.ts'

export const migrations: readonly Migration[] = [
  {
    id: 's3/bucket-policy/1',
    // A bucket without a row in the second table has AWS's default: everything blocked. NULL there: the owner has deleted the configuration.
    sql: `
      CREATE TABLE s3_bucket_policy (
        bucket TEXT PRIMARY KEY REFERENCES s3_bucket (name) ON DELETE CASCADE, document TEXT NOT NULL, is_public INTEGER NOT NULL
      ) WITHOUT ROWID, STRICT;
      CREATE TABLE s3_public_access_block (
        bucket TEXT PRIMARY KEY REFERENCES s3_bucket (name) ON DELETE CASCADE, configuration TEXT
      ) WITHOUT ROWID, STRICT`,
  },
]

export interface BucketPolicy {
  /** As it was sent. */
  readonly document: string
  /** Whether it opens something to everyone, by S3's own definition. */
  readonly isPublic: boolean
}

export function findPolicy(db: Database, bucket: string): BucketPolicy | undefined {
  const row = db.prepare('SELECT document, is_public FROM s3_bucket_policy WHERE bucket = ?').get(bucket) as { document: string; is_public: number } | undefined
  return row && { document: row.document, isPublic: row.is_public === 1 }
}

export function putPolicy(db: Database, bucket: string, { document, isPublic }: BucketPolicy): void {
  db.prepare('INSERT INTO s3_bucket_policy VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET document = excluded.document, is_public = excluded.is_public').run(
    bucket,
    document,
    isPublic ? 1 : 0,
  )
}

export function removePolicy(db: Database, bucket: string): void {
  db.prepare('DELETE FROM s3_bucket_policy WHERE bucket = ?').run(bucket)
}

/** `default`: never touched. Undefined: deleted. */
export function findBlock(db: Database, bucket: string): PublicAccessBlock | 'default' | undefined {
  const row = db.prepare('SELECT configuration FROM s3_public_access_block WHERE bucket = ?').get(bucket) as { configuration: string | null } | undefined
  if (!row) return 'default'
  return row.configuration === null ? undefined : (JSON.parse(row.configuration) as PublicAccessBlock)
}

export function putBlock(db: Database, bucket: string, block: PublicAccessBlock | undefined): void {
  db.prepare('INSERT INTO s3_public_access_block VALUES (?, ?) ON CONFLICT DO UPDATE SET configuration = excluded.configuration').run(
    bucket,
    block ? JSON.stringify(block) : null,
  )
}
