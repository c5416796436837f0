/** All SQL of the network's things: one table, because all are looked at the same ways. */
import type { Ports } from '../../operation.ts'
import type { Migration } from '../../store/migration.ts'
import type { Bodies, Kind, Resource } from './resource.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'ec2/resource/1',
    sql: `
      CREATE TABLE ec2_resource (
        number INTEGER PRIMARY KEY, account TEXT NOT NULL, region TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
        parent TEXT NOT NULL, body TEXT NOT NULL,
        UNIQUE (account, region, kind, id)
      ) STRICT;
      CREATE INDEX ec2_resource_by_parent ON ec2_resource (account, region, parent, kind);`,
  },
]

type Place = Pick<Ports, 'db' | 'account' | 'region'>

interface Row {
  number: number
  id: string
  body: string
}

const fromRow = <K extends Kind>({ number, id, body }: Row): Resource<K> => ({ number, id, body: JSON.parse(body) as Bodies[K] })

export function find<K extends Kind>({ db, account, region }: Place, kind: K, id: string): Resource<K> | undefined {
  const row = db.prepare('SELECT number, id, body FROM ec2_resource WHERE account = ? AND region = ? AND kind = ? AND id = ?').get(account, region, kind, id)
  return row && fromRow<K>(row as unknown as Row)
}

/** All of a kind, in the order in which they were made. */
export function all<K extends Kind>({ db, account, region }: Place, kind: K): Resource<K>[] {
  const rows = db.prepare('SELECT number, id, body FROM ec2_resource WHERE account = ? AND region = ? AND kind = ? ORDER BY number').all(account, region, kind)
  return (rows as unknown as Row[]).map((row) => fromRow<K>(row))
}

/** Those of a kind that belong to another resource: subnets to a VPC, rules to a group, network interfaces to a subnet. */
export function childrenOf<K extends Kind>({ db, account, region }: Place, kind: K, parent: string): Resource<K>[] {
  const rows = db
    .prepare('SELECT number, id, body FROM ec2_resource WHERE account = ? AND region = ? AND parent = ? AND kind = ? ORDER BY number')
    .all(account, region, parent, kind)
  return (rows as unknown as Row[]).map((row) => fromRow<K>(row))
}

export function count({ db, account, region }: Place, kind: Kind, parent?: string): number {
  const row =
    parent === undefined
      ? db.prepare('SELECT count(*) AS n FROM ec2_resource WHERE account = ? AND region = ? AND kind = ?').get(account, region, kind)
      : db.prepare('SELECT count(*) AS n FROM ec2_resource WHERE account = ? AND region = ? AND kind = ? AND parent = ?').get(account, region, kind, parent)
  return (row as { n: number }).n
}

export function insert<K extends Kind>({ db, account, region }: Place, kind: K, id: string, parent: string, body: Bodies[K]): Resource<K> {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO ec2_resource (account, region, kind, id, parent, body) VALUES (?, ?, ?, ?, ?, ?)')
    .run(account, region, kind, id, parent, JSON.stringify(body))
  return { id, number: Number(lastInsertRowid), body }
}

export function update<K extends Kind>({ db, account, region }: Place, kind: K, id: string, body: Bodies[K]): void {
  db.prepare('UPDATE ec2_resource SET body = ? WHERE account = ? AND region = ? AND kind = ? AND id = ?').run(JSON.stringify(body), account, region, kind, id)
}

export function remove({ db, account, region }: Place, kind: Kind, id: string): void {
  db.prepare('DELETE FROM ec2_resource WHERE account = ? AND region = ? AND kind = ? AND id = ?').run(account, region, kind, id)
}
