/** All SQL about endpoint configurations. */
import type { CreateEndpointConfigInput } from '@aws-sdk/client-sagemaker'
import type { Ports } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import { namedTable } from '../named-table.store.ts'
import { type ListRequest, type ListTable, listPage } from '../page.store.ts'
import type { EndpointConfig } from './endpoint-config.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'sagemaker/endpoint-config/1',
    sql: `
      CREATE TABLE endpoint_config (
        account TEXT NOT NULL, region TEXT NOT NULL, name_key TEXT NOT NULL,
        name TEXT NOT NULL, arn TEXT NOT NULL, created_at_ms INTEGER NOT NULL, request TEXT NOT NULL,
        PRIMARY KEY (account, region, name_key)
      ) WITHOUT ROWID, STRICT;
      CREATE INDEX endpoint_config_by_creation ON endpoint_config (account, region, created_at_ms, name_key);`,
  },
]

interface Row {
  name: string
  arn: string
  created_at_ms: number
  request: string
}

const fromRow = (row: Row): EndpointConfig => ({
  name: row.name,
  arn: row.arn,
  createdAt: new Date(row.created_at_ms),
  request: JSON.parse(row.request) as CreateEndpointConfigInput,
})

const table = namedTable<Row, EndpointConfig>('endpoint_config', 'endpoint-config', fromRow)

export const { find, remove } = table

export function insert({ db, account, region }: Ports, config: EndpointConfig): void {
  db.prepare('INSERT INTO endpoint_config VALUES (?, ?, ?, ?, ?, ?, ?)').run(
    account,
    region,
    config.name.toLowerCase(),
    config.name,
    config.arn,
    config.createdAt.getTime(),
    JSON.stringify(config.request),
  )
}

const list: ListTable = {
  table: 'endpoint_config',
  sorts: { Name: 'name', CreationTime: 'created_at_ms' },
  defaultSort: 'CreationTime',
  defaultOrder: 'Descending',
}

export function page(ports: Ports, request: ListRequest): { configs: EndpointConfig[]; nextToken?: string } {
  const { rows, nextToken } = listPage<Row>(ports, list, request)
  return { configs: rows.map(fromRow), ...(nextToken === undefined ? {} : { nextToken }) }
}
