import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import { startServer } from '../../support/server.ts'

const home = mkdtempSync(join(tmpdir(), 'kenja-s3-'))
after(() => rmSync(home, { recursive: true, force: true }))

const blobs = () => readdirSync(join(home, 'objects'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length

test('objects outlive the server; what was overwritten leaves no bytes behind', async () => {
  const first = await startServer({ home })
  const { s3 } = first.clients
  await s3.send(new CreateBucketCommand({ Bucket: 'lasting' }))
  for (const body of ['one', 'two', 'three']) await s3.send(new PutObjectCommand({ Bucket: 'lasting', Key: 'k', Body: body }))
  await first.stop()
  // Freed after the answer; the test's time limit ends a wait in vain.
  while (blobs() !== 1) await new Promise(setImmediate)
  const second = await startServer({ home })
  const answer = await second.clients.s3.send(new GetObjectCommand({ Bucket: 'lasting', Key: 'k' }))
  assert.equal(await answer.Body?.transformToString(), 'three')
  assert.equal((await second.clients.s3.send(new ListObjectsV2Command({ Bucket: 'lasting' }))).KeyCount, 1)
  await second.stop()
})
