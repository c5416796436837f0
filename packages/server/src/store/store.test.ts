import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { fdatasyncFile } from './barrier.ts'
import { type Home, HomeRefused, openHome, readServerFile } from './home.ts'
import { MigrationRefused } from './migrate.ts'
import type { Migration } from './migration.ts'
import { openStore, type StoreOptions } from './store.ts'

const table: Migration = { id: 'test/1', sql: 'CREATE TABLE t (k TEXT PRIMARY KEY, v INTEGER NOT NULL) WITHOUT ROWID, STRICT' }

function place(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'kenja-store-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

function options(directory: string, more: Partial<StoreOptions> = {}): StoreOptions {
  return {
    file: join(directory, 'kenja.db'),
    migrations: [table],
    now: new Date(0),
    sync: fdatasyncFile,
    checkpointBytes: 1_000_000,
    busyTimeoutMs: 100,
    ...more,
  }
}

const put = 'INSERT INTO t VALUES (?, ?) ON CONFLICT DO UPDATE SET v = excluded.v'

test('what a transaction did is there after a restart; what one threw is not', async (t) => {
  const directory = place(t)
  const store = openStore(options(directory))
  store.transact(() => store.db.prepare(put).run('a', 1))
  assert.throws(
    () =>
      store.transact(() => {
        store.db.prepare(put).run('b', 2)
        throw new Error('no')
      }),
    /no/,
  )
  await store.settle()
  await store.close()
  const again = openStore(options(directory))
  assert.deepEqual(again.applied, [])
  assert.deepEqual({ ...again.db.prepare('SELECT count(*) AS n, sum(v) AS v FROM t').get() }, { n: 1, v: 1 })
  await again.close()
})

test('a transaction neither nests nor waits', async (t) => {
  const store = openStore(options(place(t)))
  assert.throws(() => store.transact(() => store.transact(() => 1)), /inside another/)
  assert.throws(() => store.transact(() => Promise.resolve(1)), /must not wait/)
  assert.equal(
    store.transact(() => 7),
    7,
  )
  await store.close()
})

test('reading makes nobody wait', async (t) => {
  const store = openStore(options(place(t)))
  await store.settle()
  const syncs = store.syncs
  store.transact(() => store.db.prepare('SELECT * FROM t').all())
  await store.settle()
  assert.equal(store.syncs, syncs)
  store.transact(() => store.db.prepare(put).run('a', 1))
  await store.settle()
  assert.equal(store.syncs, syncs + 1)
  await store.close()
})

test('the log is copied into the database and stays the same file, so that its descriptor stays right', async (t) => {
  const directory = place(t)
  const log = join(directory, 'kenja.db-wal')
  const store = openStore(options(directory, { checkpointBytes: 200_000 }))
  const { ino } = statSync(log)
  let largest = 0
  for (let round = 0; round < 40; round++) {
    for (let row = 0; row < 64; row++) store.transact(() => store.db.prepare(put).run(`${round % 4}-${row}-${'x'.repeat(1_000)}`, round))
    await store.settle()
    largest = Math.max(largest, statSync(log).size)
    await new Promise((resolve) => setImmediate(resolve))
  }
  assert.equal(statSync(log).ino, ino)
  await store.close()
  const whole = new DatabaseSync(join(directory, 'kenja.db'))
  assert.deepEqual({ ...whole.prepare('SELECT count(*) AS n, max(v) AS v FROM t').get() }, { n: 256, v: 39 })
  whole.close()
  assert.ok(largest > 200_000)
})

test('a migration is applied once; one that fails leaves nothing', async (t) => {
  const directory = place(t)
  const bad: Migration = { id: 'test/2', sql: 'CREATE TABLE u (x INTEGER) STRICT; CREATE TABLE t (x INTEGER) STRICT' }
  assert.throws(() => openStore(options(directory, { migrations: [table, bad] })), /Migration test\/2 failed/)
  const good: Migration = { id: 'test/2', sql: 'CREATE TABLE u (x INTEGER) STRICT' }
  const store = openStore(options(directory, { migrations: [table, good] }))
  assert.deepEqual(store.applied, ['test/2'])
  await store.close()
})

test('a database of another version is refused in a sentence', async (t) => {
  const directory = place(t)
  await openStore(options(directory)).close()
  assert.throws(() => openStore(options(directory, { migrations: [{ ...table, sql: `${table.sql} ` }] })), MigrationRefused)
  assert.throws(() => openStore(options(directory, { migrations: [] })), /newer version of Kenja/)
  await openStore(options(directory)).close()
})

const published = { pid: 1, startedAt: '2026-11-25T00:00:00.000Z', host: '127.0.0.1', port: 4566, region: 'us-east-1', account: '123456789012', driver: 'mock' }

test('one server a home, its directories and secret for its owner only', (t) => {
  const path = join(place(t), 'home')
  const home = openHome(path)
  home.publish({ ...published, home: path })
  assert.equal(statSync(path).mode & 0o777, 0o700)
  assert.equal(statSync(join(path, 'secret')).mode & 0o777, 0o600)
  assert.throws(
    () => openHome(path),
    (error) => error instanceof HomeRefused && /process 1, port 4566/.test(error.message),
  )
  home.release()
  assert.equal(readServerFile(path), undefined)
  let again: Home | undefined
  assert.doesNotThrow(() => {
    again = openHome(path)
  })
  assert.deepEqual(again?.secret, home.secret)
  again?.release()
})
