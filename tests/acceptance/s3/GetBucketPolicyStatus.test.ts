import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeletePublicAccessBlockCommand, GetBucketPolicyStatusCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()
const Bucket = BUCKET
const Policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/*` }],
})

const isPublic = async () => (await s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus?.IsPublic

test('GetBucketPolicyStatus tells public policies from closed ones', async () => {
  await assert.rejects(isPublic(), refusal('NoSuchBucketPolicy', 404))
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }))
  assert.equal(await isPublic(), false)
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }))
  const open = Policy.replace('arn:aws:iam::123456789012:root', '*')
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: open }))
  assert.equal(await isPublic(), true)
  const fromOneAddress = open.replace('"Resource"', '"Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.7/32"}},"Resource"')
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: fromOneAddress }))
  assert.equal(await isPublic(), false)
})
