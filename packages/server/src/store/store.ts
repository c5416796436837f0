/** The database: one connection, one writer, prepared statements kept by their text. */
import { closeSync, existsSync, fstatSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Database } from '../operation.ts'
import { type Barrier, createBarrier, type Sync } from './barrier.ts'
import { createCheckpointer } from './checkpoint.ts'
import { migrate } from './migrate.ts'
import type { Migration } from './migration.ts'

export interface StoreOptions {
  readonly file: string
  readonly migrations: readonly Migration[]
  readonly now: Date
  readonly sync: Sync
  /** The write-ahead log is copied into the database when it is longer than this. */
  readonly checkpointBytes: number
  readonly busyTimeoutMs: number
}

export interface Store {
  readonly db: Database
  /** Migrations applied by this start. */
  readonly applied: readonly string[]
  readonly failure: Error | undefined
  /** How many syncs of the log have been made, for measurements. */
  readonly syncs: number
  /** Runs `work` in one transaction: all of it or, when it throws, nothing. Does not nest, and does not wait. */
  transact<T>(work: () => T): T
  /** See `Barrier.settle`. */
  settle(): Promise<void>
  close(): Promise<void>
}

function open({ file, busyTimeoutMs, checkpointBytes }: StoreOptions): DatabaseSync {
  const raw = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true })
  raw.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0; PRAGMA trusted_schema = OFF')
  // After a checkpoint SQLite writes the log from its start again; without this the file would keep its greatest length for ever.
  raw.exec(`PRAGMA journal_size_limit = ${Math.floor(checkpointBytes / 2)}`)
  return raw
}

function syncDirectory(path: string): void {
  const fd = openSync(path, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

export function openStore(options: StoreOptions): Store {
  const raw = open(options)
  const applied = migrate(raw, options.migrations, options.now)
  // A write, so that the log exists before it is opened for syncing.
  raw.exec(
    'CREATE TABLE IF NOT EXISTS start (count INTEGER NOT NULL) STRICT; INSERT INTO start SELECT 0 WHERE NOT EXISTS (SELECT * FROM start); UPDATE start SET count = count + 1',
  )
  const log = `${options.file}-wal`
  if (!existsSync(log)) throw new Error(`SQLite made no write-ahead log beside ${options.file}: this file system cannot keep the database.`)
  const fd = openSync(log, 'r+')
  syncDirectory(dirname(options.file))
  const barrier = createBarrier(fd, options.sync)
  barrier.committed()
  return createStore(raw, fd, barrier, applied, options)
}

const SQLITE_IOERR = 10

/** The disk did not do what it was told (a full disk is another error, and passes). */
const isIoError = (error: unknown): boolean => ((error as { errcode?: number }).errcode ?? 0) % 256 === SQLITE_IOERR

function createStore(raw: DatabaseSync, fd: number, barrier: Barrier, applied: readonly string[], options: StoreOptions): Store {
  const statements = new Map<string, StatementSync>()
  const db: Database = {
    raw,
    prepare(sql) {
      const statement = statements.get(sql) ?? raw.prepare(sql)
      statements.set(sql, statement)
      return statement
    },
  }
  const begin = raw.prepare('BEGIN IMMEDIATE')
  const commit = raw.prepare('COMMIT')
  const changes = raw.prepare('SELECT total_changes() AS n')
  const changeCount = () => (changes.get() as { n: number }).n
  const checkpointer = createCheckpointer(options.file, barrier.fail)
  let commitsSinceLook = 0

  const afterCommit = () => {
    barrier.committed()
    // Looking at the log's length costs a system call: not at every commit.
    if (++commitsSinceLook < 64) return
    commitsSinceLook = 0
    if (fstatSync(fd).size > options.checkpointBytes) checkpointer.request()
  }

  return {
    db,
    applied,
    get failure() {
      return barrier.failure
    },
    get syncs() {
      return barrier.syncs
    },
    transact(work) {
      if (barrier.failure) throw barrier.failure
      if (raw.isTransaction) throw new Error('A transaction was opened inside another one.')
      begin.run()
      let result: ReturnType<typeof work>
      let changed: boolean
      try {
        const before = changeCount()
        result = work()
        if (result instanceof Promise) throw new Error('A transaction must not wait: its work returned a promise.')
        changed = changeCount() !== before
        commit.run()
      } catch (error) {
        if (isIoError(error)) barrier.fail(error)
        if (raw.isTransaction) raw.exec('ROLLBACK')
        throw error
      }
      if (changed) afterCommit()
      return result
    },
    settle: barrier.settle,
    async close() {
      await barrier.settle().catch(() => undefined)
      await checkpointer.idle()
      statements.clear()
      raw.close()
      closeSync(fd)
    },
  }
}
