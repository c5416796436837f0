/**
 * An acknowledged write is on the disk. A kill -9 cannot show it (the page cache survives one), so the sync itself is held and broken here:
 * while it is held no answer leaves, reads included; once it has failed nothing is acknowledged any more.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { CreateUserCommand, GetUserCommand, ListUsersCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, HeadBucketCommand } from '@aws-sdk/client-s3'
import { fdatasyncFile } from '../../packages/server/src/store/barrier.ts'
import { startServer, type TestServer } from '../support/server.ts'

/** A sync that can be held and broken. */
function disk() {
  let held: Promise<void> | undefined
  let release = () => {}
  let broken = false
  let calls = 0
  return {
    get calls() {
      return calls
    },
    hold() {
      const gate = Promise.withResolvers<void>()
      held = gate.promise
      release = gate.resolve
    },
    release() {
      held = undefined
      release()
    },
    break(now: boolean) {
      broken = now
    },
    async sync(fd: number) {
      calls++
      await held
      if (broken) throw Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' })
      await fdatasyncFile(fd)
    },
  }
}

/** Turns of the loop until `done`; server and client share this process, so turns are all that they need. */
async function turnsUntil(done: () => boolean, most = 100_000): Promise<number> {
  for (let turns = 0; turns < most; turns++) {
    if (done()) return turns
    await turn()
  }
  throw new Error(`not done after ${most} turns of the loop`)
}

function watch<Answer>(answer: Promise<Answer>) {
  const watched = { answer, settled: false }
  answer.then(
    () => (watched.settled = true),
    () => (watched.settled = true),
  )
  return watched
}

const createUser = (server: TestServer, UserName: string) => server.clients.iam.send(new CreateUserCommand({ UserName }))
const getUser = (server: TestServer, UserName: string) => server.clients.iam.send(new GetUserCommand({ UserName }))

test('while fdatasync is held no answer leaves, reads and refusals included; then all do', async (t) => {
  const drive = disk()
  const server = await startServer({ sync: drive.sync })
  t.after(() => server.stop())

  // How long an answer takes when nothing is held, client and connection being warm.
  await createUser(server, 'warm')
  const control = watch(createUser(server, 'control'))
  const usual = await turnsUntil(() => control.settled)

  drive.hold()
  const callsBefore = drive.calls
  const write = watch(createUser(server, 'held'))
  await turnsUntil(() => drive.calls > callsBefore)
  const read = watch(getUser(server, 'held'))
  const list = watch(server.clients.iam.send(new ListUsersCommand({})))
  const refusal = watch(createUser(server, 'held'))
  const health = watch(fetch(`${server.url}/_kenja/health`))
  for (let turns = 0; turns < usual * 20 + 200; turns++) await turn()
  assert.deepEqual(
    [write, read, list, refusal, health].map(({ settled }) => settled),
    [false, false, false, false, false],
    'an answer left before what it saw was on the disk',
  )

  drive.release()
  assert.equal((await write.answer).User?.UserName, 'held')
  assert.equal((await read.answer).User?.UserName, 'held')
  assert.ok((await list.answer).Users?.some(({ UserName }) => UserName === 'held'))
  await assert.rejects(refusal.answer, { name: 'EntityAlreadyExistsException' })
  assert.equal((await health.answer).status, 200)
})

test('one sync serves all who wait; reading what is on the disk already waits for none', async (t) => {
  const drive = disk()
  const server = await startServer({ sync: drive.sync })
  t.after(() => server.stop())
  await createUser(server, 'first')
  drive.hold()
  const before = drive.calls
  const writes = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => createUser(server, name))
  await turnsUntil(() => drive.calls > before)
  for (let turns = 0; turns < 500; turns++) await turn()
  drive.release()
  await Promise.all(writes)
  assert.ok(drive.calls - before <= 3, `${drive.calls - before} syncs for 6 writes`)

  // Of object calls only counts are kept, so that they write nothing; a management call waits for its own record.
  const { s3 } = server.clients
  await s3.send(new CreateBucketCommand({ Bucket: 'quiet' }))
  const quiet = drive.calls
  for (let reads = 0; reads < 5; reads++) await s3.send(new HeadBucketCommand({ Bucket: 'quiet' }))
  assert.equal(drive.calls, quiet)
})

test('after EIO nothing is acknowledged, not even when the disk is well again; a restart finds a database that is whole', async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'kenja-durability-'))
  t.after(() => rmSync(home, { recursive: true, force: true }))
  const drive = disk()
  const server = await startServer({ home, sync: drive.sync, log: () => {} })
  await createUser(server, 'before')

  drive.break(true)
  const failure = { name: 'InternalFailure', $metadata: { httpStatusCode: 500 } }
  const failed = async (answer: Promise<unknown>) =>
    assert.rejects(answer, (error: { name: string; $metadata?: { httpStatusCode?: number } }) => {
      assert.equal(error.name, failure.name)
      assert.ok([500, 503].includes(error.$metadata?.httpStatusCode ?? 0))
      return true
    })
  await failed(createUser(server, 'lost'))
  drive.break(false)
  const calls = drive.calls
  await failed(createUser(server, 'after'))
  await failed(getUser(server, 'before'))
  assert.equal(drive.calls, calls, 'a failed sync is never tried again: it would prove nothing')
  await server.stop()

  const again = await startServer({ home })
  assert.equal((await getUser(again, 'before')).User?.UserName, 'before')
  await createUser(again, 'after')
  await again.stop()
})
