/** Abuse case 21: multipart uploads out of order. S3's errors, and the process survives. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { startServer } from '../../support/server.ts'
import { stillAnswers } from './room.ts'

const server = await startServer()
after(() => server.stop())
const { s3 } = server.clients
const Bucket = 'parts'
await s3.send(new CreateBucketCommand({ Bucket }))
const LARGE = Buffer.alloc(5 * 1024 * 1024, 'a')

const start = async (Key: string) => (await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }))).UploadId as string
const part = async (Key: string, UploadId: string, PartNumber: number, Body: Uint8Array | string = 'tail') => ({
  PartNumber,
  ETag: (await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }))).ETag as string,
})
const complete = (Key: string, UploadId: string, Parts: CompletedPart[]) =>
  s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }))
const abort = (Key: string, UploadId: string) => s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))

test('part numbers 0 and 10,001, and numbers that are none', async () => {
  const UploadId = await start('numbers')
  for (const PartNumber of [0, 10_001, -1, 2 ** 31])
    await assert.rejects(part('numbers', UploadId, PartNumber), { name: 'InvalidArgument' }, String(PartNumber))
  await part('numbers', UploadId, 10_000)
})

test('a part that is missing, one with another ETag, parts in the wrong order or twice, a small one in the middle, none', async () => {
  const UploadId = await start('k')
  const one = await part('k', UploadId, 1, LARGE)
  const two = await part('k', UploadId, 2)
  const three = await part('k', UploadId, 3)
  await assert.rejects(complete('k', UploadId, [one, { ...two, PartNumber: 7 }]), { name: 'InvalidPart' })
  await assert.rejects(complete('k', UploadId, [one, { ...two, ETag: '"00000000000000000000000000000000"' }]), { name: 'InvalidPart' })
  await assert.rejects(complete('k', UploadId, [two, one]), { name: 'InvalidPartOrder' })
  await assert.rejects(complete('k', UploadId, [one, one]), { name: 'InvalidPartOrder' })
  await assert.rejects(complete('k', UploadId, [one, two, three]), { name: 'EntityTooSmall' })
  await assert.rejects(complete('k', UploadId, []), { name: 'MalformedXML' })
  await complete('k', UploadId, [one, two])
})

test('completed twice, at once and one after the other: one object', async () => {
  const UploadId = await start('twice')
  const parts = [await part('twice', UploadId, 1)]
  const answers = await Promise.allSettled([complete('twice', UploadId, parts), complete('twice', UploadId, parts), complete('twice', UploadId, parts)])
  const tags = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.ETag] : []))
  assert.ok(tags.length >= 1)
  assert.equal(new Set(tags).size, 1)
  assert.equal((await complete('twice', UploadId, parts)).ETag, tags[0])
})

test('aborted while it is completed, and while parts arrive: all or nothing', async () => {
  for (let round = 0; round < 8; round++) {
    const Key = `race-${round}`
    const UploadId = await start(Key)
    const one = await part(Key, UploadId, 1, LARGE)
    const [late, completed, aborted] = await Promise.allSettled([part(Key, UploadId, 2), complete(Key, UploadId, [one]), abort(Key, UploadId)])
    const found = await s3.send(new GetObjectCommand({ Bucket, Key })).then(
      async ({ Body }) => (await Body?.transformToByteArray())?.length,
      (error: Error) => error.name,
    )
    assert.equal(found, completed.status === 'fulfilled' ? LARGE.length : 'NoSuchKey')
    for (const outcome of [late, completed, aborted])
      if (outcome.status === 'rejected') assert.match((outcome.reason as Error).name, /^(NoSuchUpload|InvalidPart)$/)
    await assert.rejects(part(Key, UploadId, 3), { name: 'NoSuchUpload' })
  }
  await stillAnswers(server)
})

test('an upload that nobody began, or of another key', async () => {
  const UploadId = await start('mine')
  const one = await part('mine', UploadId, 1)
  await assert.rejects(complete('other', UploadId, [one]), { name: 'NoSuchUpload' })
  await assert.rejects(part('mine', '../../secret', 1), { name: 'NoSuchUpload' })
  await assert.rejects(abort('mine', 'x'.repeat(500)), { name: 'NoSuchUpload' })
})
