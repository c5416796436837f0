import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { BUCKET, startRoom } from './room.ts'

const { s3 } = await startRoom()

test('lib-storage uploads 20 MB of a stream in parts', async () => {
  const data = randomBytes(20_000_000)
  const chunks = Array.from({ length: 20 }, (_, n) => data.subarray(n * 1_000_000, (n + 1) * 1_000_000))
  const upload = new Upload({ client: s3, params: { Bucket: BUCKET, Key: 'large', Body: Readable.from(chunks), ContentType: 'text/csv' } })
  assert.match((await upload.done()).ETag ?? '', /-4"$/)
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'large' }))
  assert.deepEqual(Buffer.from((await Body?.transformToByteArray()) ?? []), data)
  assert.equal((await s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'large' }))).ContentType, 'text/csv')
})
