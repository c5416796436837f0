/** All SQL about batch transform jobs. */
import type { CreateTransformJobRequest, TransformJobStatus } from '@aws-sdk/client-sagemaker'
import type { Ports } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import { namedTable } from '../named-table.store.ts'
import { type ListRequest, type ListTable, listPage } from '../page.store.ts'
import type { Progress, TransformJob } from './transform-job.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'sagemaker/transform-job/1',
    sql: `
      CREATE TABLE transform_job (
        account TEXT NOT NULL, region TEXT NOT NULL, name_key TEXT NOT NULL,
        name TEXT NOT NULL, arn TEXT NOT NULL, status TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL, modified_at_ms INTEGER NOT NULL,
        at_rest INTEGER NOT NULL, log_offset INTEGER NOT NULL, request TEXT NOT NULL, progress TEXT NOT NULL,
        PRIMARY KEY (account, region, name_key)
      ) WITHOUT ROWID, STRICT;
      CREATE INDEX transform_job_by_creation ON transform_job (account, region, created_at_ms, name_key);
      CREATE INDEX transform_job_unsettled ON transform_job (arn) WHERE at_rest = 0;`,
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
}

const fromRow = (row: Row): TransformJob => ({
  account: row.account,
  region: row.region,
  name: row.name,
  arn: row.arn,
  createdAt: new Date(row.created_at_ms),
  modifiedAt: new Date(row.modified_at_ms),
  request: JSON.parse(row.request) as CreateTransformJobRequest,
  status: row.status as TransformJobStatus,
  progress: JSON.parse(row.progress) as Progress,
  logOffset: row.log_offset,
})

const table = namedTable<Row, TransformJob>('transform_job', 'transform-job', fromRow)

export const { find, findByArn, unsettled } = table

export const setLogOffset = ({ db }: Ports, { account, region, name }: TransformJob, offset: number): void =>
  table.setLogOffset({ db, account, region }, name, offset)

export function insert({ db }: Ports, job: TransformJob): void {
  db.prepare('INSERT INTO transform_job VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)').run(
    job.account,
    job.region,
    job.name.toLowerCase(),
    job.name,
    job.arn,
    job.status,
    job.createdAt.getTime(),
    job.modifiedAt.getTime(),
    job.logOffset,
    JSON.stringify(job.request),
    JSON.stringify(job.progress),
  )
}

/** Instances of this type that jobs under way have asked for. */
export function instancesInUse({ db, account, region }: Pick<Ports, 'db' | 'account' | 'region'>, instanceType: string): number {
  const sql = `SELECT sum(coalesce(json_extract(request, '$.TransformResources.InstanceCount'), 1)) AS n FROM transform_job
    WHERE account = ? AND region = ? AND status IN ('InProgress', 'Stopping') AND json_extract(request, '$.TransformResources.InstanceType') = ?`
  return (db.prepare(sql).get(account, region, instanceType) as { n: number | null }).n ?? 0
}

/** Writes everything but the request and the log's offset. */
export function update({ db }: Ports, job: TransformJob): void {
  db.prepare('UPDATE transform_job SET status = ?, modified_at_ms = ?, at_rest = ?, progress = ? WHERE account = ? AND region = ? AND name_key = ?').run(
    job.status,
    job.modifiedAt.getTime(),
    job.progress.phase === 'cleaned' ? 1 : 0,
    JSON.stringify(job.progress),
    job.account,
    job.region,
    job.name.toLowerCase(),
  )
}

const list: ListTable = {
  table: 'transform_job',
  sorts: { Name: 'name', CreationTime: 'created_at_ms', Status: 'status' },
  defaultSort: 'CreationTime',
  defaultOrder: 'Descending',
}

export function page(ports: Ports, request: ListRequest): { jobs: TransformJob[]; nextToken?: string } {
  const { rows, nextToken } = listPage<Row>(ports, list, request)
  return { jobs: rows.map(fromRow), ...(nextToken === undefined ? {} : { nextToken }) }
}
