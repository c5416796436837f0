import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeleteObjectTaggingCommand, GetObjectTaggingCommand } from '@aws-sdk/client-s3'
import { BUCKET, startRoom } from './room.ts'

const { s3, put } = await startRoom()

test('DeleteObjectTagging leaves an empty set', async () => {
  await put('k', '', { Tagging: 'a=1' })
  assert.equal((await s3.send(new DeleteObjectTaggingCommand({ Bucket: BUCKET, Key: 'k' }))).$metadata.httpStatusCode, 204)
  assert.deepEqual((await s3.send(new GetObjectTaggingCommand({ Bucket: BUCKET, Key: 'k' }))).TagSet, [])
})
