import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateMultipartUploadCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()

const begin = async (Key: string, more: object = {}) => (await s3.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key, ...more }))).UploadId as string

test('ListMultipartUploads pages by key and upload, and groups by delimiter', async () => {
  const ids: Record<string, string> = {}
  for (const key of ['b/2', 'a', 'b/1', 'c']) ids[key] = await begin(key)
  const again = await begin('a')
  const list = (more: object = {}) => s3.send(new ListMultipartUploadsCommand({ Bucket: BUCKET, ...more }))
  const all = await list()
  assert.deepEqual(
    all.Uploads?.map(({ Key }) => Key),
    ['a', 'a', 'b/1', 'b/2', 'c'],
  )
  assert.deepEqual(new Set(all.Uploads?.slice(0, 2).map(({ UploadId }) => UploadId)), new Set([ids.a, again]))
  const first = await list({ MaxUploads: 1 })
  const second = await list({ MaxUploads: 1, KeyMarker: first.NextKeyMarker, UploadIdMarker: first.NextUploadIdMarker })
  assert.deepEqual([second.Uploads?.[0]?.Key, second.Uploads?.[0]?.UploadId === first.Uploads?.[0]?.UploadId], ['a', false])
  assert.deepEqual(
    (await list({ KeyMarker: 'a' })).Uploads?.map(({ Key }) => Key),
    ['b/1', 'b/2', 'c'],
  )
  const grouped = await list({ Delimiter: '/', Prefix: '' })
  assert.deepEqual([grouped.Uploads?.map(({ Key }) => Key), grouped.CommonPrefixes], [['a', 'a', 'c'], [{ Prefix: 'b/' }]])
  await assert.rejects(s3.send(new ListMultipartUploadsCommand({ Bucket: 'missing-bucket' })), refusal('NoSuchBucket', 404))
})
