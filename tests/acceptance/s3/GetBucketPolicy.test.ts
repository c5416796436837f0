import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()
const Bucket = BUCKET
const Policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/*` }],
})

const get = (name = Bucket) => s3.send(new GetBucketPolicyCommand({ Bucket: name }))

test('GetBucketPolicy answers the text, or that there is none', async () => {
  await assert.rejects(get(), refusal('NoSuchBucketPolicy', 404, 'The bucket policy does not exist'))
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }))
  assert.equal((await get()).Policy, Policy)
  await assert.rejects(get('nobody-has-this-bucket'), refusal('NoSuchBucket', 404))
})
