/** All SQL about buckets. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { Bucket } from './bucket.ts'

export const migrations: readonly Migration[] = [
  {
    id: 's3/bucket/1',
    sql: `
      CREATE TABLE s3_bucket (
        name TEXT PRIMARY KEY, account TEXT NOT NULL, region TEXT NOT NULL, created_at_ms INTEGER NOT NULL, tags TEXT, encryption TEXT
      ) WITHOUT ROWID, STRICT;
      CREATE INDEX s3_bucket_of_account ON s3_bucket (account, name)`,
  },
]

interface Row {
  name: string
  account: string
  region: string
  created_at_ms: number
  tags: string | null
  encryption: string | null
}

const fromRow = (row: Row): Bucket => ({
  name: row.name,
  account: row.account,
  region: row.region,
  createdAt: new Date(row.created_at_ms),
  tags: row.tags === null ? undefined : JSON.parse(row.tags),
  encryption: row.encryption === null ? undefined : JSON.parse(row.encryption),
})

export function find(db: Database, name: string): Bucket | undefined {
  const row = db.prepare('SELECT * FROM s3_bucket WHERE name = ?').get(name)
  return row && fromRow(row as unknown as Row)
}

export function insert(db: Database, bucket: Bucket): void {
  db.prepare('INSERT INTO s3_bucket VALUES (?, ?, ?, ?, ?, ?)').run(
    bucket.name,
    bucket.account,
    bucket.region,
    bucket.createdAt.getTime(),
    bucket.tags ? JSON.stringify(bucket.tags) : null,
    bucket.encryption ? JSON.stringify(bucket.encryption) : null,
  )
}

export function remove(db: Database, name: string): void {
  db.prepare('DELETE FROM s3_bucket WHERE name = ?').run(name)
}

export function count(db: Database, account: string): number {
  return (db.prepare('SELECT count(*) AS n FROM s3_bucket WHERE account = ?').get(account) as { n: number }).n
}

/** By name; names after `after` that begin with `prefix`. */
export function page(db: Database, account: string, wanted: { after: string; prefix: string; region: string | undefined; limit: number }): Bucket[] {
  const { after, prefix, region, limit } = wanted
  return db
    .prepare('SELECT * FROM s3_bucket WHERE account = ? AND name > ? AND substr(name, 1, length(?)) = ? AND (? IS NULL OR region = ?) ORDER BY name LIMIT ?')
    .all(account, after, prefix, prefix, region ?? null, region ?? null, limit)
    .map((row) => fromRow(row as unknown as Row))
}

export function setTags(db: Database, name: string, tags: Bucket['tags']): void {
  db.prepare('UPDATE s3_bucket SET tags = ? WHERE name = ?').run(tags ? JSON.stringify(tags) : null, name)
}

export function setEncryption(db: Database, name: string, encryption: Bucket['encryption']): void {
  db.prepare('UPDATE s3_bucket SET encryption = ? WHERE name = ?').run(encryption ? JSON.stringify(encryption) : null, name)
}
