/** `node fill-disk.ts DIRECTORY`: what full-disk.test.ts looks at, run where the directory is a disk of a few MiB. Ends with exit code 0 when all of it held. */
import assert from 'node:assert/strict'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CreateUserCommand, GetUserCommand, IAMClient } from '@aws-sdk/client-iam'
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { clientSettings } from '../../packages/cli/src/credentials.ts'
import { type RunningServer, startInBackground, stopServer } from '../../packages/cli/src/server-process.ts'
import { readConfig } from '../../packages/server/src/config.ts'

const [, , disk = ''] = process.argv
const config = readConfig({ home: join(disk, 'home'), port: '0', sandbox: 'none' })
const ballast = join(disk, 'ballast')
const FULL = /^The disk that holds Kenja's data is full\. Free some space and try again; nothing of this (call|upload) was kept\.$/
const Bucket = 'kept'
const Body = Buffer.alloc(300_000, 'k')

/** Down to the last byte: files of other programs do that. */
function fill(): void {
  for (let size = 2 ** 20; size >= 1; size = size > 1 && size < 4096 ? 1 : size / 2) {
    try {
      for (;;) writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' })
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC')
    }
  }
  assert.equal(statfsSync(disk).bavail, 0)
}

function clientsOf(server: RunningServer) {
  const settings = { ...clientSettings(server, config.region), maxAttempts: 1 }
  return { s3: new S3Client(settings), iam: new IAMClient(settings) }
}

async function started(): Promise<[RunningServer, ReturnType<typeof clientsOf>]> {
  const server = await startInBackground(config)
  return [server, clientsOf(server)]
}

let [server, { s3, iam }] = await started()
try {
  await s3.send(new CreateBucketCommand({ Bucket }))
  await s3.send(new PutObjectCommand({ Bucket, Key: 'before', Body }))
  fill()

  await assert.rejects(s3.send(new PutObjectCommand({ Bucket, Key: 'lost', Body })), { name: 'InsufficientStorage', message: FULL })
  const lost: string[] = []
  for (let number = 0; number < 400; number++) {
    // The write-ahead log has room for a few more.
    const refused = await iam.send(new CreateUserCommand({ UserName: `user-${number}` })).then(
      () => undefined,
      (error: Error) => error,
    )
    if (!refused) continue
    assert.deepEqual([refused.name, FULL.test(refused.message)], ['InsufficientStorage', true], refused.message)
    lost.push(`user-${number}`)
  }
  assert.ok(lost.length > 0, 'the database took everything: the disk was not full')
  // Long after the log of the server, which lies on the same disk, could take no more lines.
  assert.equal((await (await s3.send(new GetObjectCommand({ Bucket, Key: 'before' }))).Body?.transformToByteArray())?.length, Body.length)

  await stopServer(server)
  await assert.rejects(startInBackground(config), { name: 'PlainError', message: /disk is full|disk that holds .* is full\. Free some space and try again\./ })

  rmSync(ballast)
  ;[server, { s3, iam }] = await started()
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }))
  assert.deepEqual(
    Contents.map(({ Key, Size }) => [Key, Size]),
    [['before', Body.length]],
  )
  for (const UserName of lost) await assert.rejects(iam.send(new GetUserCommand({ UserName })), { name: 'NoSuchEntityException' })

  fill()
  await assert.rejects(s3.send(new PutObjectCommand({ Bucket, Key: 'lost', Body })), { message: FULL })
  rmSync(ballast)
  await s3.send(new PutObjectCommand({ Bucket, Key: 'after', Body }))
  await iam.send(new CreateUserCommand({ UserName: 'after' }))
} finally {
  await stopServer(server).catch(() => undefined)
}
process.stdout.write('all of it held\n')
