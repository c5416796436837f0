import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateBucketCommand, GetBucketLocationCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()

test('GetBucketLocation is silent for us-east-1', async () => {
  await s3.send(new CreateBucketCommand({ Bucket: 'in-ireland', CreateBucketConfiguration: { LocationConstraint: 'EU' } }))
  assert.equal((await s3.send(new GetBucketLocationCommand({ Bucket: BUCKET }))).LocationConstraint, undefined)
  assert.equal((await s3.send(new GetBucketLocationCommand({ Bucket: 'in-ireland' }))).LocationConstraint, 'eu-west-1')
  await assert.rejects(s3.send(new GetBucketLocationCommand({ Bucket: 'missing-bucket' })), refusal('NoSuchBucket', 404))
})
