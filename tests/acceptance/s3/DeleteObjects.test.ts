import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put } = await startRoom()

test('DeleteObjects answers for each key, quietly if asked', async () => {
  for (const key of ['a', 'b', 'c', '<&>']) await put(key)
  const remove = (Objects: { Key: string; VersionId?: string }[], Quiet?: boolean) =>
    s3.send(new DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects, ...(Quiet && { Quiet }) } }))
  assert.deepEqual((await remove([{ Key: 'a' }, { Key: 'none' }, { Key: '<&>' }])).Deleted, [{ Key: 'a' }, { Key: 'none' }, { Key: '<&>' }])
  const quiet = await remove(
    [
      { Key: 'b', VersionId: 'null' },
      { Key: 'c', VersionId: 'abc' },
    ],
    true,
  )
  assert.deepEqual([quiet.Deleted, quiet.Errors?.map(({ Key, Code }) => [Key, Code])], [undefined, [['c', 'NoSuchVersion']]])
  assert.deepEqual(
    (await s3.send(new ListObjectsV2Command({ Bucket: BUCKET }))).Contents?.map(({ Key }) => Key),
    ['c'],
  )
  await assert.rejects(remove(Array.from({ length: 1001 }, (_, n) => ({ Key: `k${n}` }))), refusal('MalformedXML', 400))
})
