/** All SQL about grants. */
import type { GrantConstraints, GrantOperation } from '@aws-sdk/client-kms'
import type { Database, Scope } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { Where } from '../key/key.store.ts'
import type { Key } from '../key/key.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'kms/grant/1',
    sql: `
      CREATE TABLE kms_grant (
        account TEXT NOT NULL, region TEXT NOT NULL, key_id TEXT NOT NULL, id TEXT NOT NULL, grantee TEXT NOT NULL, retiring TEXT, name TEXT,
        operations TEXT NOT NULL, constraints TEXT, issuer TEXT NOT NULL, created_at_ms INTEGER NOT NULL, PRIMARY KEY (account, region, key_id, id)
      ) WITHOUT ROWID, STRICT;
      CREATE INDEX kms_grant_to ON kms_grant (account, region, key_id, grantee);
      CREATE INDEX kms_grant_by_id ON kms_grant (id);
      CREATE INDEX kms_grant_retired_by ON kms_grant (region, retiring)`,
  },
]

export interface Grant extends Scope {
  readonly keyId: string
  /** 64 hexadecimal digits. */
  readonly id: string
  /** ARN of a user, a role, a role's session or an account's root. */
  readonly grantee: string
  readonly retiring: string | undefined
  readonly name: string | undefined
  readonly operations: readonly GrantOperation[]
  readonly constraints: GrantConstraints | undefined
  /** ARN of the account that made it. */
  readonly issuer: string
  readonly createdAt: Date
}

interface Row {
  readonly account: string
  readonly region: string
  readonly key_id: string
  readonly id: string
  readonly grantee: string
  readonly retiring: string | null
  readonly name: string | null
  readonly operations: string
  readonly constraints: string | null
  readonly issuer: string
  readonly created_at_ms: number
}

const fromRow = (row: Row): Grant => ({
  account: row.account,
  region: row.region,
  keyId: row.key_id,
  id: row.id,
  grantee: row.grantee,
  retiring: row.retiring ?? undefined,
  name: row.name ?? undefined,
  operations: JSON.parse(row.operations) as GrantOperation[],
  constraints: row.constraints === null ? undefined : (JSON.parse(row.constraints) as GrantConstraints),
  issuer: row.issuer,
  createdAt: new Date(row.created_at_ms),
})

export function insert(db: Database, grant: Grant): void {
  db.prepare('INSERT INTO kms_grant VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    grant.account,
    grant.region,
    grant.keyId,
    grant.id,
    grant.grantee,
    grant.retiring ?? null,
    grant.name ?? null,
    JSON.stringify(grant.operations),
    grant.constraints ? JSON.stringify(grant.constraints) : null,
    grant.issuer,
    grant.createdAt.getTime(),
  )
}

export function find(db: Database, key: Key, id: string): Grant | undefined {
  const sql = 'SELECT * FROM kms_grant WHERE account = ? AND region = ? AND key_id = ? AND id = ?'
  const row = db.prepare(sql).get(key.account, key.region, key.id, id)
  return row && fromRow(row as unknown as Row)
}

/** By its id alone, as a grant token has it: ids are random, and no two are alike. */
export function findById(db: Database, id: string): Grant | undefined {
  const row = db.prepare('SELECT * FROM kms_grant WHERE id = ?').get(id)
  return row && fromRow(row as unknown as Row)
}

export function remove(db: Database, grant: Grant): void {
  db.prepare('DELETE FROM kms_grant WHERE account = ? AND region = ? AND key_id = ? AND id = ?').run(grant.account, grant.region, grant.keyId, grant.id)
}

export function removeOfKey(db: Database, { account, region }: Scope, keyId: string): void {
  db.prepare('DELETE FROM kms_grant WHERE account = ? AND region = ? AND key_id = ?').run(account, region, keyId)
}

/** Those of a key that are made out to one of these principals. */
export function madeOutTo(db: Database, { account, region, id }: Key, principals: readonly string[]): Grant[] {
  const places = principals.map(() => '?').join(', ')
  const sql = `SELECT * FROM kms_grant WHERE account = ? AND region = ? AND key_id = ? AND grantee IN (${places}) ORDER BY id`
  return (db.prepare(sql).all(account, region, id, ...principals) as unknown as Row[]).map(fromRow)
}

export interface Wanted {
  readonly id?: string | undefined
  readonly grantee?: string | undefined
  readonly after: string
  readonly limit: number
}

/** By id. */
export function page(db: Database, { account, region, id: keyId }: Key, { id = '', grantee = '', after, limit }: Wanted): Grant[] {
  const sql = `SELECT * FROM kms_grant WHERE account = ? AND region = ? AND key_id = ? AND id > ? AND ?5 IN ('', id) AND ?6 IN ('', grantee) ORDER BY id LIMIT ?7`
  return (db.prepare(sql).all(account, region, keyId, after, id, grantee, limit) as unknown as Row[]).map(fromRow)
}

export function count(db: Database, { account, region, id }: Key): number {
  const sql = 'SELECT count(*) AS n FROM kms_grant WHERE account = ? AND region = ? AND key_id = ?'
  return (db.prepare(sql).get(account, region, id) as { n: number }).n
}

/** Of keys of the account and region that this principal may retire, by id. What belongs to a key whose time has come is gone with it. */
export function retiredBy({ db, account, region, now }: Where, retiring: string, after: string, limit: number): Grant[] {
  const sql = `SELECT g.* FROM kms_grant g JOIN kms_key k ON k.account = g.account AND k.region = g.region AND k.id = g.key_id
    WHERE g.region = ? AND g.retiring = ? AND g.account = ? AND g.id > ? AND (k.deletion_at_ms IS NULL OR k.deletion_at_ms > ?) ORDER BY g.id LIMIT ?`
  return (db.prepare(sql).all(region, retiring, account, after, now.getTime(), limit) as unknown as Row[]).map(fromRow)
}

/** The one that was made by the same request before, when that named it. */
export function findSame(db: Database, grant: Grant): Grant | undefined {
  const sql = 'SELECT * FROM kms_grant WHERE account = ? AND region = ? AND key_id = ? AND grantee = ? AND name = ?'
  const rows = db.prepare(sql).all(grant.account, grant.region, grant.keyId, grant.grantee, grant.name ?? null) as unknown as Row[]
  const same = (other: Grant) =>
    other.retiring === grant.retiring &&
    JSON.stringify(other.operations) === JSON.stringify(grant.operations) &&
    JSON.stringify(other.constraints) === JSON.stringify(grant.constraints)
  return rows.map(fromRow).find(same)
}
