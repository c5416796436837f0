/** All SQL about notebook instances. */
import type { CreateNotebookInstanceInput } from '@aws-sdk/client-sagemaker'
import type { Database, Ports } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import { namedTable } from '../named-table.store.ts'
import { type Filter, type ListRequest, type ListTable, listPage } from '../page.store.ts'
import type { NotebookInstance, NotebookInstanceStatus, NotebookProgress } from './notebook-instance.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'sagemaker/notebook-instance/1',
    sql: `
      CREATE TABLE notebook_instance (
        account TEXT NOT NULL, region TEXT NOT NULL, name_key TEXT NOT NULL,
        name TEXT NOT NULL, arn TEXT NOT NULL, status TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL, modified_at_ms INTEGER NOT NULL,
        log_offset INTEGER NOT NULL, request TEXT NOT NULL, progress TEXT NOT NULL,
        PRIMARY KEY (account, region, name_key)
      ) WITHOUT ROWID, STRICT;`,
  },
  {
    id: 'sagemaker/notebook-instance/2',
    sql: `ALTER TABLE notebook_instance ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
      UPDATE notebook_instance SET created = 1;`,
  },
  {
    id: 'sagemaker/notebook-instance/3',
    sql: 'ALTER TABLE notebook_instance ADD COLUMN network_interface_id TEXT',
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
  log_offset: number
  request: string
  progress: string
  created: number
  network_interface_id: string | null
}

const fromRow = (row: Row): NotebookInstance => ({
  account: row.account,
  region: row.region,
  name: row.name,
  arn: row.arn,
  status: row.status as NotebookInstanceStatus,
  createdAt: new Date(row.created_at_ms),
  modifiedAt: new Date(row.modified_at_ms),
  request: JSON.parse(row.request) as CreateNotebookInstanceInput,
  progress: JSON.parse(row.progress) as NotebookProgress,
  logOffset: row.log_offset,
  created: row.created === 1,
  ...(row.network_interface_id === null ? {} : { networkInterfaceId: row.network_interface_id }),
})

const table = namedTable<Row, NotebookInstance>('notebook_instance', 'notebook-instance', fromRow)

export const { find, findByArn } = table

export const remove = ({ db }: Pick<Ports, 'db'>, { account, region, name }: NotebookInstance): void => table.remove({ db, account, region }, name)

export function insert({ db }: Pick<Ports, 'db'>, instance: NotebookInstance): void {
  db.prepare('INSERT INTO notebook_instance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    instance.account,
    instance.region,
    instance.name.toLowerCase(),
    instance.name,
    instance.arn,
    instance.status,
    instance.createdAt.getTime(),
    instance.modifiedAt.getTime(),
    instance.logOffset,
    JSON.stringify(instance.request),
    JSON.stringify(instance.progress),
    Number(instance.created),
    instance.networkInterfaceId ?? null,
  )
}

export function update({ db }: Pick<Ports, 'db'>, instance: NotebookInstance): void {
  const columns = 'status = ?, modified_at_ms = ?, log_offset = ?, request = ?, progress = ?, created = ?'
  db.prepare(`UPDATE notebook_instance SET ${columns} WHERE account = ? AND region = ? AND name_key = ?`).run(
    instance.status,
    instance.modifiedAt.getTime(),
    instance.logOffset,
    JSON.stringify(instance.request),
    JSON.stringify(instance.progress),
    Number(instance.created),
    instance.account,
    instance.region,
    instance.name.toLowerCase(),
  )
}

const list: ListTable = {
  table: 'notebook_instance',
  sorts: { Name: 'name', CreationTime: 'created_at_ms', Status: 'status' },
  defaultSort: 'Name',
  defaultOrder: 'Ascending',
}

interface InstanceListRequest extends ListRequest {
  readonly NotebookInstanceLifecycleConfigNameContains?: string | undefined
  readonly DefaultCodeRepositoryContains?: string | undefined
  readonly AdditionalCodeRepositoryEquals?: string | undefined
}

/** Filters by settings, which stand in the request. */
const settingsFilters = (request: InstanceListRequest): Filter[] => [
  {
    condition: "instr(lower(json_extract(request, '$.LifecycleConfigName')), ?) > 0",
    value: request.NotebookInstanceLifecycleConfigNameContains?.toLowerCase(),
  },
  { condition: "instr(lower(json_extract(request, '$.DefaultCodeRepository')), ?) > 0", value: request.DefaultCodeRepositoryContains?.toLowerCase() },
  {
    condition: "EXISTS (SELECT 1 FROM json_each(request, '$.AdditionalCodeRepositories') AS repository WHERE repository.value = ?)",
    value: request.AdditionalCodeRepositoryEquals,
  },
]

export function page(ports: Ports, request: InstanceListRequest): { instances: NotebookInstance[]; nextToken?: string } {
  const { rows, nextToken } = listPage<Row>(ports, list, request, settingsFilters(request))
  return { instances: rows.map(fromRow), ...(nextToken === undefined ? {} : { nextToken }) }
}

/** ARNs, over all accounts and regions, of instances that run or are on their way: a new server must find their processes again. */
export function unsettled(db: Database): string[] {
  return (db.prepare("SELECT arn FROM notebook_instance WHERE status NOT IN ('Stopped', 'Failed')").all() as { arn: string }[]).map(({ arn }) => arn)
}
