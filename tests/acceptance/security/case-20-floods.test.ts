/** Abuse case 20: very many of something. Lists stay pages, what is left behind can be cleared, work is held to its processes, a full disk is an error; the server stays up. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { CreateAccessKeyCommand, CreateUserCommand } from '@aws-sdk/client-iam'
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import * as objects from '../../../packages/server/src/services/s3/object/object.store.ts'
import { startServer } from '../../support/server.ts'
import { ask, elapsed } from './room.ts'

let diskIsFull = false
const server = await startServer({
  async sync() {
    if (diskIsFull) throw Object.assign(new Error('ENOSPC: no space left on device, fdatasync'), { code: 'ENOSPC' })
  },
  log: () => undefined,
})
after(() => server.stop())
const { s3, logs, iam } = server.clients
const KEYS = 100_000

test('100,000 keys: a page of them takes no longer than a page of few', async () => {
  const Bucket = 'many-keys'
  await s3.send(new CreateBucketCommand({ Bucket }))
  await s3.send(new PutObjectCommand({ Bucket, Key: 'first', Body: 'x' }))
  const { db } = server.app.store
  const first = objects.find(db, Bucket, 'first')
  assert.ok(first)
  server.app.store.transact(() => {
    for (let number = 0; number < KEYS; number++) objects.replace(db, { ...first, key: `folder-${number % 100}/${String(number).padStart(6, '0')}` })
  })
  const page = async (more: object) => {
    let count = 0
    const ms = await elapsed(async () => {
      const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket, ...more }))
      count = KeyCount ?? 0
    })
    return { count, ms }
  }
  const pages = [
    await page({}),
    await page({ StartAfter: 'folder-98' }),
    await page({ Delimiter: '/' }),
    await page({ Prefix: 'folder-50/', MaxKeys: 1 }),
    await page({ MaxKeys: 1_000_000 }),
  ]
  assert.deepEqual(
    pages.map(({ count }) => count),
    [1_000, 1_000, 101, 1, 1_000],
  )
  for (const { ms } of pages) assert.ok(ms < 1_500, `${ms} ms`)
})

test('a thousand uploads that nobody finished: a page at a time, and gone when they are aborted', async () => {
  const Bucket = 'left-overs'
  await s3.send(new CreateBucketCommand({ Bucket }))
  const start = async (number: number) => (await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: `upload-${number}` }))).UploadId
  for (let from = 0; from < 1_100; from += 50) await Promise.all(Array.from({ length: 50 }, (_, at) => start(from + at)))
  const first = await s3.send(new ListMultipartUploadsCommand({ Bucket }))
  assert.equal(first.Uploads?.length, 1_000)
  assert.equal(first.IsTruncated, true)
  const abort = async () => {
    const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket, MaxUploads: 100 }))
    await Promise.all(Uploads.map(({ Key, UploadId }) => s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))))
    return Uploads.length
  }
  while ((await abort()) > 0);
  await s3.send(new DeleteBucketCommand({ Bucket }))
})

test('100,000 log events: reading a page of them stays a page', async () => {
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/flood' }))
  await logs.send(new CreateLogStreamCommand({ logGroupName: '/flood', logStreamName: 's' }))
  const now = Date.now()
  for (let batch = 0; batch < 10; batch++) {
    const logEvents = Array.from({ length: 10_000 }, (_, at) => ({ timestamp: now + batch, message: `event ${batch * 10_000 + at}` }))
    await logs.send(new PutLogEventsCommand({ logGroupName: '/flood', logStreamName: 's', logEvents }))
  }
  const tooMany = Array.from({ length: 10_001 }, () => ({ timestamp: now, message: 'x' }))
  await assert.rejects(logs.send(new PutLogEventsCommand({ logGroupName: '/flood', logStreamName: 's', logEvents: tooMany })), {
    name: 'InvalidParameterException',
  })
  for (const read of [
    () => logs.send(new GetLogEventsCommand({ logGroupName: '/flood', logStreamName: 's', startFromHead: true })),
    () => logs.send(new FilterLogEventsCommand({ logGroupName: '/flood', filterPattern: '"event 99999"' })),
    () => logs.send(new DescribeLogStreamsCommand({ logGroupName: '/flood' })),
  ]) {
    const ms = await elapsed(read)
    assert.ok(ms < 3_000, `${ms} ms`)
  }
})

test('quotas end what could be made without end', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'one' }))
  for (let keys = 0; keys < 2; keys++) await iam.send(new CreateAccessKeyCommand({ UserName: 'one' }))
  await assert.rejects(iam.send(new CreateAccessKeyCommand({ UserName: 'one' })), { name: 'LimitExceededException' })
})

test('a fork bomb in a sandbox ends at the limit of its own', { skip: process.getuid?.() === 0 ? "root's processes are held by no limit" : false }, () => {
  const { status } = spawnSync(process.execPath, [
    '--test',
    '--test-name-pattern=a fork bomb ends',
    fileURLToPath(new URL('../../../packages/server/src/compute/conformance.test.ts', import.meta.url)),
  ])
  assert.equal(status, 0)
})

test('a full disk: writes fail as errors, and nothing that was not acknowledged is told of', async () => {
  diskIsFull = true
  await assert.rejects(iam.send(new CreateUserCommand({ UserName: 'lost' })), { name: /InternalFailure|ServiceFailure|Unknown/ })
  // Reads answer for what is on the disk, and that cannot be said of anything now: an error again, but an answer.
  const answer = await ask(server.port, { path: '/_kenja/health' })
  assert.ok(answer.status === 200 || answer.status === 500, String(answer.status))
  assert.doesNotMatch(answer.body, /lost/)
})
