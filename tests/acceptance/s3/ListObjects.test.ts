import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListObjectsCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put } = await startRoom()

for (const key of ['a', 'b/1', 'b/2', 'c/1', 'd']) await put(key, key)
const list = (more: object = {}) => s3.send(new ListObjectsCommand({ Bucket: BUCKET, ...more }))

test('ListObjects pages by marker; NextMarker comes with a delimiter', async () => {
  const first = await list({ MaxKeys: 2, Delimiter: '/' })
  assert.deepEqual([first.Contents?.map(({ Key }) => Key), first.CommonPrefixes, first.NextMarker, first.IsTruncated], [['a'], [{ Prefix: 'b/' }], 'b/', true])
  const second = await list({ MaxKeys: 2, Delimiter: '/', Marker: first.NextMarker })
  assert.deepEqual([second.Contents?.map(({ Key }) => Key), second.CommonPrefixes, second.IsTruncated], [['d'], [{ Prefix: 'c/' }], false])
  const plain = await list({ MaxKeys: 2, Marker: 'a' })
  assert.deepEqual([plain.Contents?.map(({ Key }) => Key), plain.NextMarker], [['b/1', 'b/2'], undefined])
  assert.match(plain.Contents?.[0]?.Owner?.ID ?? '', /^[0-9a-f]{64}$/)
})

test('ListObjects refuses what makes no sense', async () => {
  await assert.rejects(list({ MaxKeys: -1 }), refusal('InvalidArgument', 400))
  await assert.rejects(s3.send(new ListObjectsCommand({ Bucket: 'missing-bucket' })), refusal('NoSuchBucket', 404))
})
