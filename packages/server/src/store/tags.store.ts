/** Tags of every service's resources: one table, keyed by ARN, so that a tag is the same thing everywhere. */
import { type Database, ServiceError, type Tag } from '../operation.ts'
import type { Migration } from './migration.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'store/tag/1',
    sql: 'CREATE TABLE tag (arn TEXT, key TEXT, value TEXT NOT NULL, PRIMARY KEY (arn, key)) WITHOUT ROWID, STRICT',
  },
]

export const MAX_TAGS_PER_RESOURCE = 50

const RESERVED_PREFIX = /^aws:/i

/** Merges into what is there. Throws ValidationException above 50 tags or on a reserved key. */
export function set(db: Database, arn: string, tags: readonly Tag[] | undefined): void {
  if (!tags || tags.length === 0) return
  for (const { Key } of tags)
    if (RESERVED_PREFIX.test(Key)) throw new ServiceError('ValidationException', `aws: prefixed tag key names are not allowed for external use: ${Key}`)
  const put = db.prepare('INSERT INTO tag VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
  for (const { Key, Value } of tags) put.run(arn, Key, Value)
  const { n } = db.prepare('SELECT count(*) AS n FROM tag WHERE arn = ?').get(arn) as { n: number }
  if (n > MAX_TAGS_PER_RESOURCE) throw new ServiceError('ValidationException', `Tag limit exceeded: a resource can have at most ${MAX_TAGS_PER_RESOURCE} tags.`)
}

/** In the order of their keys. */
export function of(db: Database, arn: string): Tag[] {
  const rows = db.prepare('SELECT key, value FROM tag WHERE arn = ? ORDER BY key').all(arn) as unknown as { key: string; value: string }[]
  return rows.map(({ key, value }) => ({ Key: key, Value: value }))
}

export function remove(db: Database, arn: string, keys: readonly string[]): void {
  const drop = db.prepare('DELETE FROM tag WHERE arn = ? AND key = ?')
  for (const key of keys) drop.run(arn, key)
}

export function drop(db: Database, arn: string): void {
  db.prepare('DELETE FROM tag WHERE arn = ?').run(arn)
}
