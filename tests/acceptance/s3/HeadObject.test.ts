import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HeadObjectCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put } = await startRoom()

test('HeadObject tells all but the bytes; checksums only when asked', async () => {
  await put('k', 'hello', { Metadata: { a: 'b' }, Tagging: 'x=1&y=2' })
  const head = (more: object = {}) => s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'k', ...more }))
  const plain = await head()
  assert.deepEqual([plain.ContentLength, plain.ETag, plain.Metadata, plain.AcceptRanges], [5, '"5d41402abc4b2a76b9719d911017c592"', { a: 'b' }, 'bytes'])
  assert.equal(plain.ChecksumCRC32, undefined)
  assert.equal((await head({ ChecksumMode: 'ENABLED' })).ChecksumCRC32, 'NhCmhg==')
  assert.deepEqual([(await head({ Range: 'bytes=1-2' })).ContentLength, (await head({ PartNumber: 1 })).ContentLength], [2, 5])
  await assert.rejects(s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'none' })), refusal('NotFound', 404))
  await assert.rejects(head({ IfMatch: '"x"' }), (error: { $metadata: { httpStatusCode: number } }) => error.$metadata.httpStatusCode === 412)
})
