import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeleteBucketTaggingCommand, GetBucketTaggingCommand, PutBucketTaggingCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()

test('DeleteBucketTagging removes all tags', async () => {
  await s3.send(new PutBucketTaggingCommand({ Bucket: BUCKET, Tagging: { TagSet: [{ Key: 'a', Value: '1' }] } }))
  assert.equal((await s3.send(new DeleteBucketTaggingCommand({ Bucket: BUCKET }))).$metadata.httpStatusCode, 204)
  await assert.rejects(s3.send(new GetBucketTaggingCommand({ Bucket: BUCKET })), refusal('NoSuchTagSet', 404))
})
