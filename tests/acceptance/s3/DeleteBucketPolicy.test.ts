import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeleteBucketPolicyCommand, GetBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()
const Bucket = BUCKET
const Policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/*` }],
})

test('DeleteBucketPolicy takes it away; none to take is no error', async () => {
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }))
  for (let times = 0; times < 2; times++) {
    const { $metadata } = await s3.send(new DeleteBucketPolicyCommand({ Bucket }))
    assert.equal($metadata.httpStatusCode, 204)
  }
  await assert.rejects(s3.send(new GetBucketPolicyCommand({ Bucket })), refusal('NoSuchBucketPolicy', 404))
})
