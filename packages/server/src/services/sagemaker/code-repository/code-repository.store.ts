/** All SQL about code repositories. */
import type { GitConfig } from '@aws-sdk/client-sagemaker'
import type { Ports } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import { namedTable } from '../named-table.store.ts'
import { type ListRequest, type ListTable, listPage } from '../page.store.ts'
import type { CodeRepository } from './code-repository.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'sagemaker/code-repository/1',
    sql: `
      CREATE TABLE code_repository (
        account TEXT NOT NULL, region TEXT NOT NULL, name_key TEXT NOT NULL,
        name TEXT NOT NULL, arn TEXT NOT NULL, created_at_ms INTEGER NOT NULL, modified_at_ms INTEGER NOT NULL, git_config TEXT NOT NULL,
        PRIMARY KEY (account, region, name_key)
      ) WITHOUT ROWID, STRICT;`,
  },
]

interface Row {
  name: string
  arn: string
  created_at_ms: number
  modified_at_ms: number
  git_config: string
}

const fromRow = (row: Row): CodeRepository => ({
  name: row.name,
  arn: row.arn,
  createdAt: new Date(row.created_at_ms),
  modifiedAt: new Date(row.modified_at_ms),
  gitConfig: JSON.parse(row.git_config) as GitConfig,
})

const table = namedTable<Row, CodeRepository>('code_repository', 'code-repository', fromRow)

export const { find, remove } = table

/** Inserts, or takes the place of the former one of the same name. */
export function put({ db, account, region }: Pick<Ports, 'db' | 'account' | 'region'>, repository: CodeRepository): void {
  db.prepare('REPLACE INTO code_repository VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
    account,
    region,
    repository.name.toLowerCase(),
    repository.name,
    repository.arn,
    repository.createdAt.getTime(),
    repository.modifiedAt.getTime(),
    JSON.stringify(repository.gitConfig),
  )
}

const list: ListTable = {
  table: 'code_repository',
  sorts: { Name: 'name', CreationTime: 'created_at_ms', LastModifiedTime: 'modified_at_ms' },
  defaultSort: 'Name',
  defaultOrder: 'Ascending',
}

export function page(ports: Ports, request: ListRequest): { repositories: CodeRepository[]; nextToken?: string } {
  const { rows, nextToken } = listPage<Row>(ports, list, request)
  return { repositories: rows.map(fromRow), ...(nextToken === undefined ? {} : { nextToken }) }
}
