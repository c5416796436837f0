import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()

test('ListBuckets lists by name, by prefix and in pages', async () => {
  for (const Bucket of ['pages-b', 'pages-a', 'pages-c']) await s3.send(new CreateBucketCommand({ Bucket }))
  const all = await s3.send(new ListBucketsCommand({}))
  assert.deepEqual(
    all.Buckets?.map(({ Name }) => Name),
    [BUCKET, 'pages-a', 'pages-b', 'pages-c'],
  )
  assert.match(all.Owner?.ID ?? '', /^[0-9a-f]{64}$/)
  const first = await s3.send(new ListBucketsCommand({ Prefix: 'pages-', MaxBuckets: 2 }))
  assert.deepEqual(
    first.Buckets?.map(({ Name }) => Name),
    ['pages-a', 'pages-b'],
  )
  const second = await s3.send(new ListBucketsCommand({ Prefix: 'pages-', MaxBuckets: 2, ContinuationToken: first.ContinuationToken }))
  assert.deepEqual([second.Buckets?.map(({ Name }) => Name), second.ContinuationToken], [['pages-c'], undefined])
  await assert.rejects(s3.send(new ListBucketsCommand({ MaxBuckets: 0 })), refusal('InvalidArgument', 400))
})
