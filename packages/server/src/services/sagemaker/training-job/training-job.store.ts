/** All SQL about training jobs. */
import type { CreateTrainingJobRequest, SecondaryStatus, TrainingJobStatus } from '@aws-sdk/client-sagemaker'
import type { Ports } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import { namedTable } from '../named-table.store.ts'
import { type ListRequest, type ListTable, listPage } from '../page.store.ts'
import type { Progress, TrainingJob } from './training-job.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'sagemaker/training-job/1',
    sql: `
      CREATE TABLE training_job (
        account TEXT NOT NULL, region TEXT NOT NULL, name_key TEXT NOT NULL,
        name TEXT NOT NULL, arn TEXT NOT NULL, status TEXT NOT NULL, secondary_status TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL, modified_at_ms INTEGER NOT NULL,
        at_rest INTEGER NOT NULL, log_offset INTEGER NOT NULL, request TEXT NOT NULL, progress TEXT NOT NULL,
        PRIMARY KEY (account, region, name_key)
      ) WITHOUT ROWID, STRICT;
      CREATE INDEX training_job_by_creation ON training_job (account, region, created_at_ms, name_key);
      CREATE INDEX training_job_unsettled ON training_job (arn) WHERE at_rest = 0;`,
  },
]

interface Row {
  account: string
  region: string
  name: string
  arn: string
  status: string
  secondary_status: string
  created_at_ms: number
  modified_at_ms: number
  log_offset: number
  request: string
  progress: string
}

const fromRow = (row: Row): TrainingJob => ({
  account: row.account,
  region: row.region,
  name: row.name,
  arn: row.arn,
  createdAt: new Date(row.created_at_ms),
  modifiedAt: new Date(row.modified_at_ms),
  request: JSON.parse(row.request) as CreateTrainingJobRequest,
  status: row.status as TrainingJobStatus,
  secondaryStatus: row.secondary_status as SecondaryStatus,
  progress: JSON.parse(row.progress) as Progress,
  logOffset: row.log_offset,
})

const table = namedTable<Row, TrainingJob>('training_job', 'training-job', fromRow)

export const { find, findByArn, unsettled } = table

export const remove = ({ db }: Pick<Ports, 'db'>, { account, region, name }: TrainingJob): void => table.remove({ db, account, region }, name)

export const setLogOffset = ({ db }: Ports, { account, region, name }: TrainingJob, offset: number): void =>
  table.setLogOffset({ db, account, region }, name, offset)

export function insert({ db }: Ports, job: TrainingJob): void {
  db.prepare('INSERT INTO training_job VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)').run(
    job.account,
    job.region,
    job.name.toLowerCase(),
    job.name,
    job.arn,
    job.status,
    job.secondaryStatus,
    job.createdAt.getTime(),
    job.modifiedAt.getTime(),
    job.logOffset,
    JSON.stringify(job.request),
    JSON.stringify(job.progress),
  )
}

/** Writes everything but the request and the log's offset. */
export function update({ db }: Ports, job: TrainingJob): void {
  db.prepare(
    'UPDATE training_job SET status = ?, secondary_status = ?, modified_at_ms = ?, at_rest = ?, progress = ? WHERE account = ? AND region = ? AND name_key = ?',
  ).run(
    job.status,
    job.secondaryStatus,
    job.modifiedAt.getTime(),
    job.progress.phase === 'cleaned' ? 1 : 0,
    JSON.stringify(job.progress),
    job.account,
    job.region,
    job.name.toLowerCase(),
  )
}

/** Instances of this type that jobs under way have asked for. */
export function instancesInUse({ db, account, region }: Pick<Ports, 'db' | 'account' | 'region'>, instanceType: string): number {
  const sql = `SELECT sum(coalesce(json_extract(request, '$.ResourceConfig.InstanceCount'), 1)) AS n FROM training_job
    WHERE account = ? AND region = ? AND status IN ('InProgress', 'Stopping') AND json_extract(request, '$.ResourceConfig.InstanceType') = ?`
  return (db.prepare(sql).get(account, region, instanceType) as { n: number | null }).n ?? 0
}

/** The same for a further host, whose offset stands with the job's progress. */
export function setHostLogOffset(ports: Ports, { name }: TrainingJob, host: string, offset: number): void {
  const job = find(ports, name)
  if (job) update(ports, { ...job, progress: { ...job.progress, hostLogOffsets: { ...job.progress.hostLogOffsets, [host]: offset } } })
}

const list: ListTable = {
  table: 'training_job',
  sorts: { Name: 'name', CreationTime: 'created_at_ms', Status: 'status' },
  defaultSort: 'CreationTime',
  defaultOrder: 'Ascending',
}

export function page(ports: Ports, request: ListRequest): { jobs: TrainingJob[]; nextToken?: string } {
  const { rows, nextToken } = listPage<Row>(ports, list, request)
  return { jobs: rows.map(fromRow), ...(nextToken === undefined ? {} : { nextToken }) }
}
