import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetBucketEncryptionCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()

test('GetBucketEncryption tells the default of every bucket', async () => {
  const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket: BUCKET }))
  assert.equal(ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm, 'AES256')
  await assert.rejects(s3.send(new GetBucketEncryptionCommand({ Bucket: 'missing-bucket' })), refusal('NoSuchBucket', 404))
})
