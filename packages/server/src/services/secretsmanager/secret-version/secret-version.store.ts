/** All SQL about versions of secrets. Values are sealed before they come here. */
import type { Ports } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { SecretVersion } from './secret-version.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'secretsmanager/secret-version/1',
    sql: `
      CREATE TABLE secretsmanager_version (
        number INTEGER PRIMARY KEY, arn TEXT NOT NULL, version_id TEXT NOT NULL, stages TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL, accessed_at_ms INTEGER, kms_key_id TEXT,
        kind TEXT NOT NULL CHECK (kind IN ('string', 'binary')), sealed BLOB NOT NULL,
        UNIQUE (arn, version_id)
      ) STRICT;`,
  },
]

/** A value as it lies in the database. */
export interface SealedValue {
  readonly kind: 'string' | 'binary'
  readonly sealed: Uint8Array
}

interface Row {
  version_id: string
  stages: string
  created_at_ms: number
  accessed_at_ms: number | null
  kms_key_id: string | null
}

const fromRow = (row: Row): SecretVersion => ({
  id: row.version_id,
  stages: JSON.parse(row.stages) as string[],
  createdAt: new Date(row.created_at_ms),
  ...(row.accessed_at_ms === null ? {} : { accessedAt: new Date(row.accessed_at_ms) }),
  ...(row.kms_key_id === null ? {} : { kmsKeyId: row.kms_key_id }),
})

type Db = Pick<Ports, 'db'>

/** In the order in which they were made. */
export function of({ db }: Db, arn: string): SecretVersion[] {
  const columns = 'version_id, stages, created_at_ms, accessed_at_ms, kms_key_id'
  const rows = db.prepare(`SELECT ${columns} FROM secretsmanager_version WHERE arn = ? ORDER BY number`).all(arn)
  return (rows as unknown as Row[]).map(fromRow)
}

export function sealedValue({ db }: Db, arn: string, id: string): SealedValue | undefined {
  const row = db.prepare('SELECT kind, sealed FROM secretsmanager_version WHERE arn = ? AND version_id = ?').get(arn, id)
  return row as SealedValue | undefined
}

export function insert({ db }: Db, arn: string, version: SecretVersion, { kind, sealed }: SealedValue): void {
  const columns = 'arn, version_id, stages, created_at_ms, kms_key_id, kind, sealed'
  db.prepare(`INSERT INTO secretsmanager_version (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`).run(
    arn,
    version.id,
    JSON.stringify(version.stages),
    version.createdAt.getTime(),
    version.kmsKeyId ?? null,
    kind,
    sealed,
  )
}

export function setStages({ db }: Db, arn: string, id: string, stages: readonly string[]): void {
  db.prepare('UPDATE secretsmanager_version SET stages = ? WHERE arn = ? AND version_id = ?').run(JSON.stringify(stages), arn, id)
}

export function setAccessed({ db }: Db, arn: string, id: string, day: Date): void {
  db.prepare('UPDATE secretsmanager_version SET accessed_at_ms = ? WHERE arn = ? AND version_id = ?').run(day.getTime(), arn, id)
}

export function reseal({ db }: Db, arn: string, id: string, kmsKeyId: string | undefined, sealed: Uint8Array): void {
  db.prepare('UPDATE secretsmanager_version SET kms_key_id = ?, sealed = ? WHERE arn = ? AND version_id = ?').run(kmsKeyId ?? null, sealed, arn, id)
}

export function remove({ db }: Db, arn: string, id: string): void {
  db.prepare('DELETE FROM secretsmanager_version WHERE arn = ? AND version_id = ?').run(arn, id)
}

export function removeAll({ db }: Db, arn: string): void {
  db.prepare('DELETE FROM secretsmanager_version WHERE arn = ?').run(arn)
}
