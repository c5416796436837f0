import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeletePublicAccessBlockCommand, GetPublicAccessBlockCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()
const Bucket = BUCKET
const Policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/*` }],
})

test('DeletePublicAccessBlock opens the bucket to public policies; twice is no error', async () => {
  const open = { Bucket, Policy: Policy.replace('arn:aws:iam::123456789012:root', '*') }
  await assert.rejects(s3.send(new PutBucketPolicyCommand(open)), refusal('AccessDenied', 403))
  for (let times = 0; times < 2; times++) assert.equal((await s3.send(new DeletePublicAccessBlockCommand({ Bucket }))).$metadata.httpStatusCode, 204)
  await s3.send(new PutBucketPolicyCommand(open))
  await assert.rejects(s3.send(new GetPublicAccessBlockCommand({ Bucket })), refusal('NoSuchPublicAccessBlockConfiguration', 404))
})
