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

const put = (policy: unknown) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy: typeof policy === 'string' ? policy : JSON.stringify(policy) }))
const statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/*` }

test('PutBucketPolicy keeps the text as it came', async () => {
  await put(Policy)
  assert.equal((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy, Policy)
})

test('what is no policy of this bucket is refused, and the old one stays', async () => {
  await put(Policy)
  const wrong: [unknown, string][] = [
    ['no json', "Policies must be valid JSON and the first byte must be '{'"],
    [{ Version: '2012-10-17', Statement: [] }, 'Could not parse the policy: Statement is empty!'],
    [{ Statement: { ...statement, Principal: undefined } }, 'Missing required field Principal'],
    [{ Statement: { ...statement, Action: 'iam:CreateUser' } }, 'Policy has invalid action'],
    [{ Statement: { ...statement, Resource: 'arn:aws:s3:::another/*' } }, 'Policy has invalid resource'],
    [{ Statement: { ...statement, Sid: 'x'.repeat(21_000) } }, 'Policy exceeds the maximum allowed document size.'],
  ]
  for (const [policy, message] of wrong) await assert.rejects(put(policy), refusal('MalformedPolicy', 400, message))
  assert.equal((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy, Policy)
})

test('a public policy is blocked by what every bucket has', async () => {
  await assert.rejects(put({ Version: '2012-10-17', Statement: statement }), refusal('AccessDenied', 403))
})
