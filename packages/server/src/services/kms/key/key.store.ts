/** All SQL about keys and their material. A key whose time has come is not found any more, whether its rows are still there or not. */
import type { Database, Scope } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import { type Key, keyArn } from './key.ts'
import type { KeySpec, KeyUsage } from './key-spec.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'kms/key/1',
    sql: `
      CREATE TABLE kms_key (
        account TEXT NOT NULL, region TEXT NOT NULL, id TEXT NOT NULL, usage TEXT NOT NULL, spec TEXT NOT NULL, manager TEXT NOT NULL,
        description TEXT NOT NULL, enabled INTEGER NOT NULL, created_at_ms INTEGER NOT NULL, policy TEXT NOT NULL, deletion_at_ms INTEGER,
        rotation_days INTEGER, rotation_at_ms INTEGER, PRIMARY KEY (account, region, id)
      ) WITHOUT ROWID, STRICT;
      CREATE TABLE kms_material (
        account TEXT NOT NULL, region TEXT NOT NULL, key_id TEXT NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL, wrapped BLOB NOT NULL,
        made_at_ms INTEGER NOT NULL, made_by TEXT NOT NULL, PRIMARY KEY (account, region, key_id, number)
      ) WITHOUT ROWID, STRICT`,
  },
]

export interface Where extends Scope {
  readonly db: Database
  readonly now: Date
}

interface Row {
  readonly account: string
  readonly region: string
  readonly id: string
  readonly usage: string
  readonly spec: string
  readonly manager: string
  readonly description: string
  readonly enabled: number
  readonly created_at_ms: number
  readonly policy: string
  readonly deletion_at_ms: number | null
  readonly rotation_days: number | null
  readonly rotation_at_ms: number | null
}

const fromRow = (row: Row): Key => ({
  account: row.account,
  region: row.region,
  id: row.id,
  arn: keyArn(row, row.id),
  usage: row.usage as KeyUsage,
  spec: row.spec as KeySpec,
  manager: row.manager as Key['manager'],
  description: row.description,
  enabled: row.enabled === 1,
  createdAt: new Date(row.created_at_ms),
  policy: row.policy,
  deletionAt: row.deletion_at_ms === null ? undefined : new Date(row.deletion_at_ms),
  rotation: row.rotation_days === null ? undefined : { periodDays: row.rotation_days, nextAt: new Date(row.rotation_at_ms as number) },
})

const ALIVE = '(deletion_at_ms IS NULL OR deletion_at_ms > ?)'

export function find({ db, now }: Pick<Where, 'db' | 'now'>, { account, region }: Scope, id: string): Key | undefined {
  const row = db.prepare(`SELECT * FROM kms_key WHERE account = ? AND region = ? AND id = ? AND ${ALIVE}`).get(account, region, id, now.getTime())
  return row && fromRow(row as unknown as Row)
}

export function put(db: Database, key: Key): void {
  db.prepare('INSERT OR REPLACE INTO kms_key VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    key.account,
    key.region,
    key.id,
    key.usage,
    key.spec,
    key.manager,
    key.description,
    key.enabled ? 1 : 0,
    key.createdAt.getTime(),
    key.policy,
    key.deletionAt?.getTime() ?? null,
    key.rotation?.periodDays ?? null,
    key.rotation?.nextAt.getTime() ?? null,
  )
}

/** Of the caller's account and region, by id. */
export function page({ db, account, region, now }: Where, after: string, limit: number): Key[] {
  const sql = `SELECT * FROM kms_key WHERE account = ? AND region = ? AND id > ? AND ${ALIVE} ORDER BY id LIMIT ?`
  return (db.prepare(sql).all(account, region, after, now.getTime(), limit) as unknown as Row[]).map(fromRow)
}

export function count({ db, account, region, now }: Where): number {
  const sql = `SELECT count(*) AS n FROM kms_key WHERE account = ? AND region = ? AND manager = 'CUSTOMER' AND ${ALIVE}`
  return (db.prepare(sql).get(account, region, now.getTime()) as { n: number }).n
}

/** Keys of all accounts whose time has come. */
export function due(db: Database, now: Date): Key[] {
  return (db.prepare('SELECT * FROM kms_key WHERE deletion_at_ms <= ?').all(now.getTime()) as unknown as Row[]).map(fromRow)
}

/** The key and its material: nothing can open what it encrypted any more. */
export function remove(db: Database, { account, region, id }: Key): void {
  db.prepare('DELETE FROM kms_material WHERE account = ? AND region = ? AND key_id = ?').run(account, region, id)
  db.prepare('DELETE FROM kms_key WHERE account = ? AND region = ? AND id = ?').run(account, region, id)
}

export interface Material {
  /** From 1. */
  readonly number: number
  /** 64 hexadecimal digits, as KMS tells it. */
  readonly id: string
  readonly wrapped: Uint8Array
  readonly madeAt: Date
  readonly madeBy: 'CREATION' | 'AUTOMATIC' | 'ON_DEMAND'
}

interface MaterialRow {
  readonly number: number
  readonly id: string
  readonly wrapped: Uint8Array
  readonly made_at_ms: number
  readonly made_by: string
}

const fromMaterialRow = (row: MaterialRow): Material => ({
  number: row.number,
  id: row.id,
  wrapped: row.wrapped,
  madeAt: new Date(row.made_at_ms),
  madeBy: row.made_by as Material['madeBy'],
})

export function putMaterial(db: Database, { account, region, id }: Key, material: Material): void {
  db.prepare('INSERT INTO kms_material VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
    account,
    region,
    id,
    material.number,
    material.id,
    material.wrapped,
    material.madeAt.getTime(),
    material.madeBy,
  )
}

/** All of a key's, the first to the one that encrypts now. */
export function materials(db: Database, { account, region, id }: Key): Material[] {
  const sql = 'SELECT number, id, wrapped, made_at_ms, made_by FROM kms_material WHERE account = ? AND region = ? AND key_id = ? ORDER BY number'
  return (db.prepare(sql).all(account, region, id) as unknown as MaterialRow[]).map(fromMaterialRow)
}

export function findMaterial(db: Database, { account, region, id }: Key, number: number): Material | undefined {
  const sql = 'SELECT number, id, wrapped, made_at_ms, made_by FROM kms_material WHERE account = ? AND region = ? AND key_id = ? AND number = ?'
  const row = db.prepare(sql).get(account, region, id, number)
  return row && fromMaterialRow(row as unknown as MaterialRow)
}
