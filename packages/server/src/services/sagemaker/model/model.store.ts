/** All SQL about models. */
import type { CreateModelInput } from '@aws-sdk/client-sagemaker'
import type { Ports } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import { namedTable } from '../named-table.store.ts'
import { type ListRequest, type ListTable, listPage } from '../page.store.ts'
import type { Model } from './model.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'sagemaker/model/1',
    sql: `
      CREATE TABLE model (
        account TEXT NOT NULL, region TEXT NOT NULL, name_key TEXT NOT NULL,
        name TEXT NOT NULL, arn TEXT NOT NULL, created_at_ms INTEGER NOT NULL, request TEXT NOT NULL,
        PRIMARY KEY (account, region, name_key)
      ) WITHOUT ROWID, STRICT;
      CREATE INDEX model_by_creation ON model (account, region, created_at_ms, name_key);`,
  },
]

interface Row {
  name: string
  arn: string
  created_at_ms: number
  request: string
}

const fromRow = (row: Row): Model => ({
  name: row.name,
  arn: row.arn,
  createdAt: new Date(row.created_at_ms),
  request: JSON.parse(row.request) as CreateModelInput,
})

const table = namedTable<Row, Model>('model', 'model', fromRow)

export const { find, remove } = table

export function insert({ db, account, region }: Ports, model: Model): void {
  db.prepare('INSERT INTO model VALUES (?, ?, ?, ?, ?, ?, ?)').run(
    account,
    region,
    model.name.toLowerCase(),
    model.name,
    model.arn,
    model.createdAt.getTime(),
    JSON.stringify(model.request),
  )
}

const list: ListTable = { table: 'model', sorts: { Name: 'name', CreationTime: 'created_at_ms' }, defaultSort: 'CreationTime', defaultOrder: 'Descending' }

export function page(ports: Ports, request: ListRequest): { models: Model[]; nextToken?: string } {
  const { rows, nextToken } = listPage<Row>(ports, list, request)
  return { models: rows.map(fromRow), ...(nextToken === undefined ? {} : { nextToken }) }
}
