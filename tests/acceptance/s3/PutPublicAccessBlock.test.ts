import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetPublicAccessBlockCommand, PutBucketPolicyCommand, PutPublicAccessBlockCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()
const Bucket = BUCKET
const Policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/*` }],
})

test('PutPublicAccessBlock replaces the whole; what is left out is false, and then a public policy passes', async () => {
  await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: true } }))
  const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }))
  assert.deepEqual(PublicAccessBlockConfiguration, { BlockPublicAcls: true, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false })
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: Policy.replace('arn:aws:iam::123456789012:root', '*') }))
  await assert.rejects(
    s3.send(new PutPublicAccessBlockCommand({ Bucket: 'nobody-has-this-bucket', PublicAccessBlockConfiguration: {} })),
    refusal('NoSuchBucket', 404),
  )
})
