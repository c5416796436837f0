import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetBucketTaggingCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()

test('GetBucketTagging of a bucket without tags', async () => {
  await assert.rejects(s3.send(new GetBucketTaggingCommand({ Bucket: BUCKET })), refusal('NoSuchTagSet', 404, 'The TagSet does not exist'))
})
