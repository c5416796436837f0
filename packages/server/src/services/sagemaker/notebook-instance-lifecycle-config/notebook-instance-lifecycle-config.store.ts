/** All SQL about lifecycle configurations. */
import type { Ports } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import { namedTable } from '../named-table.store.ts'
import { type ListRequest, type ListTable, listPage } from '../page.store.ts'
import type { LifecycleConfig, LifecycleScripts } from './notebook-instance-lifecycle-config.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'sagemaker/notebook-instance-lifecycle-config/1',
    sql: `
      CREATE TABLE notebook_instance_lifecycle_config (
        account TEXT NOT NULL, region TEXT NOT NULL, name_key TEXT NOT NULL,
        name TEXT NOT NULL, arn TEXT NOT NULL, created_at_ms INTEGER NOT NULL, modified_at_ms INTEGER NOT NULL, scripts TEXT NOT NULL,
        PRIMARY KEY (account, region, name_key)
      ) WITHOUT ROWID, STRICT;`,
  },
]

interface Row {
  name: string
  arn: string
  created_at_ms: number
  modified_at_ms: number
  scripts: string
}

const fromRow = (row: Row): LifecycleConfig => ({
  name: row.name,
  arn: row.arn,
  createdAt: new Date(row.created_at_ms),
  modifiedAt: new Date(row.modified_at_ms),
  scripts: JSON.parse(row.scripts) as LifecycleScripts,
})

const table = namedTable<Row, LifecycleConfig>('notebook_instance_lifecycle_config', 'notebook-instance-lifecycle-config', fromRow)

export const { find, remove } = table

/** Inserts, or takes the place of the former one of the same name. */
export function put({ db, account, region }: Pick<Ports, 'db' | 'account' | 'region'>, config: LifecycleConfig): void {
  db.prepare('REPLACE INTO notebook_instance_lifecycle_config VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
    account,
    region,
    config.name.toLowerCase(),
    config.name,
    config.arn,
    config.createdAt.getTime(),
    config.modifiedAt.getTime(),
    JSON.stringify(config.scripts),
  )
}

const list: ListTable = {
  table: 'notebook_instance_lifecycle_config',
  sorts: { Name: 'name', CreationTime: 'created_at_ms', LastModifiedTime: 'modified_at_ms' },
  defaultSort: 'CreationTime',
  defaultOrder: 'Descending',
}

export function page(ports: Ports, request: ListRequest): { configs: LifecycleConfig[]; nextToken?: string } {
  const { rows, nextToken } = listPage<Row>(ports, list, request)
  return { configs: rows.map(fromRow), ...(nextToken === undefined ? {} : { nextToken }) }
}
