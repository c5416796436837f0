/** All SQL about secrets, but for their values. */
import type { Ports } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { Secret } from './secret.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'secretsmanager/secret/1',
    sql: `
      CREATE TABLE secretsmanager_secret (
        arn TEXT PRIMARY KEY, account TEXT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL,
        description TEXT, kms_key_id TEXT, policy TEXT,
        created_at_ms INTEGER NOT NULL, changed_at_ms INTEGER NOT NULL, accessed_at_ms INTEGER,
        deletion_asked_ms INTEGER, deletion_due_ms INTEGER,
        UNIQUE (account, region, name)
      ) STRICT;
      CREATE INDEX secretsmanager_secret_due ON secretsmanager_secret (deletion_due_ms) WHERE deletion_due_ms IS NOT NULL;`,
  },
]

interface Row {
  arn: string
  account: string
  region: string
  name: string
  description: string | null
  kms_key_id: string | null
  policy: string | null
  created_at_ms: number
  changed_at_ms: number
  accessed_at_ms: number | null
  deletion_asked_ms: number | null
  deletion_due_ms: number | null
}

const fromRow = (row: Row): Secret => ({
  arn: row.arn,
  account: row.account,
  region: row.region,
  name: row.name,
  ...(row.description === null ? {} : { description: row.description }),
  ...(row.kms_key_id === null ? {} : { kmsKeyId: row.kms_key_id }),
  ...(row.policy === null ? {} : { policy: row.policy }),
  createdAt: new Date(row.created_at_ms),
  changedAt: new Date(row.changed_at_ms),
  ...(row.accessed_at_ms === null ? {} : { accessedAt: new Date(row.accessed_at_ms) }),
  ...(row.deletion_asked_ms === null || row.deletion_due_ms === null
    ? {}
    : { deletion: { askedAt: new Date(row.deletion_asked_ms), dueAt: new Date(row.deletion_due_ms) } }),
})

type Db = Pick<Ports, 'db'>

export function findByName({ db }: Db, account: string, region: string, name: string): Secret | undefined {
  const row = db.prepare('SELECT * FROM secretsmanager_secret WHERE account = ? AND region = ? AND name = ?').get(account, region, name)
  return row && fromRow(row as unknown as Row)
}

export function findByArn({ db }: Db, arn: string): Secret | undefined {
  const row = db.prepare('SELECT * FROM secretsmanager_secret WHERE arn = ?').get(arn)
  return row && fromRow(row as unknown as Row)
}

/** In the order in which they were made. */
export function all({ db, account, region }: Pick<Ports, 'db' | 'account' | 'region'>): Secret[] {
  const rows = db.prepare('SELECT * FROM secretsmanager_secret WHERE account = ? AND region = ? ORDER BY created_at_ms, name').all(account, region)
  return (rows as unknown as Row[]).map(fromRow)
}

export function count({ db, account, region }: Pick<Ports, 'db' | 'account' | 'region'>): number {
  const row = db.prepare('SELECT count(*) AS n FROM secretsmanager_secret WHERE account = ? AND region = ?').get(account, region)
  return (row as { n: number }).n
}

export function insert({ db }: Db, secret: Secret): void {
  db.prepare('INSERT INTO secretsmanager_secret VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    secret.arn,
    secret.account,
    secret.region,
    secret.name,
    ...changing(secret),
  )
}

export function update({ db }: Db, secret: Secret): void {
  const columns = ['description', 'kms_key_id', 'policy', 'created_at_ms', 'changed_at_ms', 'accessed_at_ms', 'deletion_asked_ms', 'deletion_due_ms']
  db.prepare(`UPDATE secretsmanager_secret SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE arn = ?`).run(...changing(secret), secret.arn)
}

const changing = (secret: Secret) => [
  secret.description ?? null,
  secret.kmsKeyId ?? null,
  secret.policy ?? null,
  secret.createdAt.getTime(),
  secret.changedAt.getTime(),
  secret.accessedAt?.getTime() ?? null,
  secret.deletion?.askedAt.getTime() ?? null,
  secret.deletion?.dueAt.getTime() ?? null,
]

export function remove({ db }: Db, arn: string): void {
  db.prepare('DELETE FROM secretsmanager_secret WHERE arn = ?').run(arn)
}

/** ARNs of secrets whose time has come. */
export function due({ db }: Db, now: Date): string[] {
  const rows = db.prepare('SELECT arn FROM secretsmanager_secret WHERE deletion_due_ms <= ?').all(now.getTime())
  return (rows as unknown as { arn: string }[]).map(({ arn }) => arn)
}
