import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeleteBucketEncryptionCommand, GetBucketEncryptionCommand, PutBucketEncryptionCommand } from '@aws-sdk/client-s3'
import { BUCKET, startRoom } from './room.ts'

const { s3 } = await startRoom()

test('DeleteBucketEncryption goes back to AES256', async () => {
  const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } } as const
  await s3.send(new PutBucketEncryptionCommand({ Bucket: BUCKET, ServerSideEncryptionConfiguration: { Rules: [rule] } }))
  assert.equal((await s3.send(new DeleteBucketEncryptionCommand({ Bucket: BUCKET }))).$metadata.httpStatusCode, 204)
  const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket: BUCKET }))
  assert.equal(ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm, 'AES256')
})
