import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { CopyObjectCommand, DeleteObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put, read } = await startRoom()

const copy = (key: string, source: string, more: object = {}) => s3.send(new CopyObjectCommand({ Bucket: BUCKET, Key: key, CopySource: source, ...more }))
const head = (key: string) => s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: key, ChecksumMode: 'ENABLED' }))
const { ETag } = await put('a b/ü', 'hello', { ContentType: 'text/plain', Metadata: { a: 'b' }, Tagging: 't=1' })
const source = `${BUCKET}/${encodeURIComponent('a b/ü')}`

test('CopyObject copies bytes, metadata and tags, and outlives its source', async () => {
  const { CopyObjectResult } = await copy('copy', `/${source}`)
  assert.equal(CopyObjectResult?.ETag, ETag)
  const told = await head('copy')
  assert.deepEqual([told.ContentType, told.Metadata, told.ChecksumCRC32], ['text/plain', { a: 'b' }, 'NhCmhg=='])
  await copy('second', `${BUCKET}/copy`)
  await s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'copy' }))
  assert.equal(await read('second'), 'hello')
})

test('CopyObject replaces metadata, or makes another checksum', async () => {
  await copy('replaced', source, { MetadataDirective: 'REPLACE', Metadata: { c: 'd' }, ContentType: 'text/csv' })
  const told = await head('replaced')
  assert.deepEqual([told.ContentType, told.Metadata], ['text/csv', { c: 'd' }])
  const { CopyObjectResult } = await copy('summed', source, { ChecksumAlgorithm: 'SHA256' })
  assert.equal(CopyObjectResult?.ChecksumSHA256, createHash('sha256').update('hello').digest('base64'))
  assert.equal(await read('summed'), 'hello')
})

test('CopyObject onto itself must change something', async () => {
  await put('self', 'x')
  await assert.rejects(
    copy('self', `${BUCKET}/self`),
    refusal(
      'InvalidRequest',
      400,
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    ),
  )
  await copy('self', `${BUCKET}/self`, { MetadataDirective: 'REPLACE', Metadata: { n: '1' } })
  assert.deepEqual([await read('self'), (await head('self')).Metadata], ['x', { n: '1' }])
})

test('CopyObject heeds conditions on both sides', async () => {
  await assert.rejects(copy('c', source, { CopySourceIfMatch: '"x"' }), refusal('PreconditionFailed', 412))
  await assert.rejects(copy('c', source, { CopySourceIfNoneMatch: ETag }), refusal('PreconditionFailed', 412))
  await copy('c', source, { CopySourceIfMatch: ETag, IfNoneMatch: '*' })
  await assert.rejects(copy('c', source, { IfNoneMatch: '*' }), refusal('PreconditionFailed', 412))
})

test('CopyObject of what is not there', async () => {
  await assert.rejects(copy('c', `${BUCKET}/none`), refusal('NoSuchKey', 404))
  await assert.rejects(copy('c', 'missing-bucket/k'), refusal('NoSuchBucket', 404))
  await assert.rejects(copy('c', 'nonsense'), refusal('InvalidArgument', 400))
})
