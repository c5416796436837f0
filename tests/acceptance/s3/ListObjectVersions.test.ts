import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put } = await startRoom()

test('ListObjectVersions gives each object its one version', async () => {
  for (const key of ['a', 'b/1', 'b/2']) await put(key)
  const list = (more: object = {}) => s3.send(new ListObjectVersionsCommand({ Bucket: BUCKET, ...more }))
  assert.deepEqual(
    (await list()).Versions?.map(({ Key, VersionId, IsLatest }) => [Key, VersionId, IsLatest]),
    [
      ['a', 'null', true],
      ['b/1', 'null', true],
      ['b/2', 'null', true],
    ],
  )
  const first = await list({ MaxKeys: 1 })
  assert.deepEqual([first.NextKeyMarker, first.NextVersionIdMarker, first.IsTruncated], ['a', 'null', true])
  const rest = await list({ KeyMarker: first.NextKeyMarker, VersionIdMarker: first.NextVersionIdMarker, Delimiter: '/' })
  assert.deepEqual([rest.Versions, rest.CommonPrefixes], [undefined, [{ Prefix: 'b/' }]])
  await assert.rejects(list({ VersionIdMarker: 'null' }), refusal('InvalidArgument', 400))
})
