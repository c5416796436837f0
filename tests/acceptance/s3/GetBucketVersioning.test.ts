import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetBucketVersioningCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()

test('GetBucketVersioning is empty where versioning was never set', async () => {
  assert.equal((await s3.send(new GetBucketVersioningCommand({ Bucket: BUCKET }))).Status, undefined)
  await assert.rejects(s3.send(new GetBucketVersioningCommand({ Bucket: 'missing-bucket' })), refusal('NoSuchBucket', 404))
})
