/** All SQL about policy generations. */
import type { Database, Scope } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { PolicyGenerationRecord } from './policy-generation.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'access-analyzer/policy-generation/1',
    sql: `CREATE TABLE access_analyzer_policy_generation (
      account TEXT NOT NULL, region TEXT NOT NULL, job_id TEXT NOT NULL, principal TEXT NOT NULL, started_ms INTEGER NOT NULL,
      token TEXT, details TEXT NOT NULL, policy TEXT NOT NULL,
      PRIMARY KEY (account, region, job_id)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX access_analyzer_policy_generation_by_time ON access_analyzer_policy_generation (account, region, started_ms)`,
  },
]

type Where = Scope & { readonly db: Database }

interface Row {
  readonly job_id: string
  readonly principal: string
  readonly started_ms: number
  readonly details: string
  readonly policy: string
}

const fromRow = (row: Row): PolicyGenerationRecord => ({
  jobId: row.job_id,
  principalArn: row.principal,
  startedMs: row.started_ms,
  ...(JSON.parse(row.details) as Pick<PolicyGenerationRecord, 'fromMs' | 'toMs' | 'trails'>),
  ...(row.policy === '' ? {} : { policy: row.policy }),
})

const COLUMNS = 'job_id, principal, started_ms, details, policy'

export function find({ db, account, region }: Where, jobId: string): PolicyGenerationRecord | undefined {
  const row = db.prepare(`SELECT ${COLUMNS} FROM access_analyzer_policy_generation WHERE account = ? AND region = ? AND job_id = ?`).get(account, region, jobId)
  return row && fromRow(row as unknown as Row)
}

export function findByToken({ db, account, region }: Where, token: string): PolicyGenerationRecord | undefined {
  const row = db.prepare(`SELECT ${COLUMNS} FROM access_analyzer_policy_generation WHERE account = ? AND region = ? AND token = ?`).get(account, region, token)
  return row && fromRow(row as unknown as Row)
}

export function insert({ db, account, region }: Where, generation: PolicyGenerationRecord, token: string | undefined): void {
  const { jobId, principalArn, startedMs, fromMs, toMs, trails, policy = '' } = generation
  db.prepare('INSERT INTO access_analyzer_policy_generation VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
    account,
    region,
    jobId,
    principalArn,
    startedMs,
    token ?? null,
    JSON.stringify({ fromMs, toMs, trails }),
    policy,
  )
}

/** Newest first, `offset` of them left out; of one principal when it is given. */
export function list({ db, account, region }: Where, principal: string | undefined, offset: number, limit: number): PolicyGenerationRecord[] {
  const sql = `SELECT ${COLUMNS} FROM access_analyzer_policy_generation WHERE account = ?1 AND region = ?2 AND (?3 IS NULL OR principal = ?3)
    ORDER BY started_ms DESC, job_id LIMIT ?4 OFFSET ?5`
  return (db.prepare(sql).all(account, region, principal ?? null, limit, offset) as unknown as Row[]).map(fromRow)
}

/** Those older than a time, and all but the newest `keep`. */
export function prune({ db, account, region }: Where, beforeMs: number, keep: number): void {
  db.prepare(`DELETE FROM access_analyzer_policy_generation WHERE account = ?1 AND region = ?2 AND (started_ms < ?3 OR job_id NOT IN
    (SELECT job_id FROM access_analyzer_policy_generation WHERE account = ?1 AND region = ?2 ORDER BY started_ms DESC, job_id LIMIT ?4))`).run(
    account,
    region,
    beforeMs,
    keep,
  )
}
