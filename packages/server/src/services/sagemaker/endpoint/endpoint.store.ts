/** All SQL about endpoints. */
import type { Database, Ports } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import { namedTable } from '../named-table.store.ts'
import { type ListRequest, type ListTable, listPage } from '../page.store.ts'
import { type Endpoint, isAtRest, type State, type Status } from './endpoint.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'sagemaker/endpoint/1',
    sql: `
      CREATE TABLE endpoint (
        account TEXT NOT NULL, region TEXT NOT NULL, name_key TEXT NOT NULL,
        name TEXT NOT NULL, arn TEXT NOT NULL, status TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL, modified_at_ms INTEGER NOT NULL, at_rest INTEGER NOT NULL, state TEXT NOT NULL,
        PRIMARY KEY (account, region, name_key)
      ) WITHOUT ROWID, STRICT;
      CREATE INDEX endpoint_by_creation ON endpoint (account, region, created_at_ms, name_key);
      CREATE TABLE endpoint_log (
        task_id TEXT PRIMARY KEY, log_offset INTEGER NOT NULL
      ) WITHOUT ROWID, STRICT;`,
  },
]

interface Row {
  account: string
  region: string
  name: string
  arn: string
  status: string
  created_at_ms: number
  modified_at_ms: number
  state: string
}

const fromRow = (row: Row): Endpoint => ({
  account: row.account,
  region: row.region,
  name: row.name,
  arn: row.arn,
  createdAt: new Date(row.created_at_ms),
  modifiedAt: new Date(row.modified_at_ms),
  status: row.status as Status,
  state: JSON.parse(row.state) as State,
})

const table = namedTable<Row, Endpoint>('endpoint', 'endpoint', fromRow)

export const { find, findByArn } = table

export const remove = ({ db }: Pick<Ports, 'db'>, { account, region, name }: Endpoint): void => table.remove({ db, account, region }, name)

/** Inserts or replaces. */
export function save({ db }: Pick<Ports, 'db'>, endpoint: Endpoint): void {
  db.prepare('INSERT OR REPLACE INTO endpoint VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    endpoint.account,
    endpoint.region,
    endpoint.name.toLowerCase(),
    endpoint.name,
    endpoint.arn,
    endpoint.status,
    endpoint.createdAt.getTime(),
    endpoint.modifiedAt.getTime(),
    isAtRest(endpoint) ? 1 : 0,
    JSON.stringify(endpoint.state),
  )
}

const list: ListTable = {
  table: 'endpoint',
  sorts: { Name: 'name', CreationTime: 'created_at_ms', Status: 'status' },
  defaultSort: 'CreationTime',
  defaultOrder: 'Descending',
}

export function page(ports: Ports, request: ListRequest): { endpoints: Endpoint[]; nextToken?: string } {
  const { rows, nextToken } = listPage<Row>(ports, list, request)
  return { endpoints: rows.map(fromRow), ...(nextToken === undefined ? {} : { nextToken }) }
}

/** Over all accounts and regions: all that serve, come, go, or still have processes. */
export function unsettled(db: Database): Endpoint[] {
  return (db.prepare('SELECT * FROM endpoint WHERE at_rest = 0').all() as unknown as Row[]).map(fromRow)
}

/** How many bytes of the task's output stand in CloudWatch Logs. */
export function logOffset({ db }: Pick<Ports, 'db'>, taskId: string): number {
  return (db.prepare('SELECT log_offset FROM endpoint_log WHERE task_id = ?').get(taskId) as { log_offset: number } | undefined)?.log_offset ?? 0
}

export function setLogOffset({ db }: Pick<Ports, 'db'>, taskId: string, offset: number): void {
  db.prepare('INSERT OR REPLACE INTO endpoint_log VALUES (?, ?)').run(taskId, offset)
}

export function forgetLog({ db }: Pick<Ports, 'db'>, taskId: string): void {
  db.prepare('DELETE FROM endpoint_log WHERE task_id = ?').run(taskId)
}
