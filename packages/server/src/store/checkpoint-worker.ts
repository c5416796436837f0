/** Copies the write-ahead log into the database, in a thread of its own: its syncs would stop every request for tens of milliseconds. */
import { DatabaseSync } from 'node:sqlite'
import { workerData } from 'node:worker_threads'

const raw = new DatabaseSync(workerData as string, { timeout: 0 })
raw.exec('PRAGMA synchronous = NORMAL')
raw.prepare('PRAGMA wal_checkpoint(PASSIVE)').get()
raw.close()
