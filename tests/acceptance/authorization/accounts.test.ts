/** Two accounts: nothing of one is the other's, unless both say so. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { PutUserPolicyCommand } from '@aws-sdk/client-iam'
import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3'
import { CreateModelCommand, DescribeModelCommand, ListModelsCommand, ListTagsCommand } from '@aws-sdk/client-sagemaker'
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, trust } from '../../support/policies.ts'
import { OTHER_ACCOUNT, startTwoAccounts } from '../../support/second-account.ts'
import { ACCOUNT } from '../../support/server.ts'

const { server, other, stop } = await startTwoAccounts()
after(stop)
const mine = server.clients
const Bucket = 'of-the-first-account'
await mine.s3.send(new CreateBucketCommand({ Bucket }))
await mine.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }))
const stranger = await makeUser(other.iam, 'stranger')
const visitor = server.clientsAs(stranger)
const read = () => visitor.s3.send(new GetObjectCommand({ Bucket, Key: 'k' }))
const bucketPolicy = (Principal: unknown) =>
  mine.s3.send(
    new PutBucketPolicyCommand({
      Bucket,
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` }],
      }),
    }),
  )
const denied = { name: 'AccessDenied', message: 'Access Denied' }
const grant = (...action: string[]) => other.iam.send(new PutUserPolicyCommand({ UserName: 'stranger', PolicyName: 'own', PolicyDocument: allow(action) }))

test('the second account is really another', async () => {
  assert.equal((await other.sts.send(new GetCallerIdentityCommand({}))).Account, OTHER_ACCOUNT)
  assert.deepEqual((await other.s3.send(new ListBucketsCommand({}))).Buckets ?? [], [])
})

test('a bucket of another account: both must allow, and S3 gives no reason', async () => {
  await assert.rejects(read(), denied)
  await grant('s3:GetObject')
  await assert.rejects(read(), denied)
  await assert.rejects(other.s3.send(new GetObjectCommand({ Bucket, Key: 'k' })), denied)
  await bucketPolicy({ AWS: stranger.arn })
  await read()
  await bucketPolicy({ AWS: OTHER_ACCOUNT })
  await read()
  await other.s3.send(new GetObjectCommand({ Bucket, Key: 'k' }))
  await assert.rejects(other.s3.send(new GetBucketPolicyCommand({ Bucket })), denied)
  await grant('s3:PutObject')
  await assert.rejects(read(), denied)
})

test('a bucket opened to everyone is open to other accounts only while nothing blocks that', async () => {
  await grant('s3:GetObject')
  await assert.rejects(bucketPolicy('*'), { name: 'AccessDenied', message: /blocked by the BlockPublicPolicy block public access setting/ })
  await mine.s3.send(new DeletePublicAccessBlockCommand({ Bucket }))
  await bucketPolicy('*')
  await read()
  await mine.s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: { RestrictPublicBuckets: true } }))
  await assert.rejects(read(), denied)
  await mine.s3.send(new GetObjectCommand({ Bucket, Key: 'k' }))
})

test('names of one account say nothing in another', async () => {
  const PrimaryContainer = { Image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1' }
  const { ModelArn } = await mine.sagemaker.send(new CreateModelCommand({ ModelName: 'm', PrimaryContainer }))
  assert.deepEqual((await other.sagemaker.send(new ListModelsCommand({}))).Models, [])
  await assert.rejects(other.sagemaker.send(new DescribeModelCommand({ ModelName: 'm' })), { name: 'ValidationException' })
  await assert.rejects(other.sagemaker.send(new ListTagsCommand({ ResourceArn: ModelArn })), {
    name: 'AccessDeniedException',
    message: /because no resource-based policy allows the sagemaker:ListTags action/,
  })
})

test('a role of another account: its trust policy and the own policies must allow; it works over there', async () => {
  const RoleArn = await makeRole(mine.iam, 'for-visitors', trust({ AWS: OTHER_ACCOUNT }), allow('s3:ListAllMyBuckets'))
  const assume = () => visitor.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'visit' }))
  await assert.rejects(assume(), { name: 'AccessDenied' })
  await grant('sts:AssumeRole')
  const { Credentials } = await assume()
  const session = server.clientsAs({
    accessKeyId: Credentials?.AccessKeyId as string,
    secretAccessKey: Credentials?.SecretAccessKey as string,
    sessionToken: Credentials?.SessionToken as string,
  })
  assert.equal((await session.sts.send(new GetCallerIdentityCommand({}))).Account, ACCOUNT)
  assert.deepEqual(
    (await session.s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name),
    [Bucket],
  )
  const named = await makeRole(mine.iam, 'named', trust({ AWS: stranger.arn }))
  await grant('s3:*')
  await assert.rejects(visitor.sts.send(new AssumeRoleCommand({ RoleArn: named, RoleSessionName: 'visit' })), { name: 'AccessDenied' })
})

test('no account passes a role of another', async () => {
  const RoleArn = await makeRole(mine.iam, 'not-theirs', trust())
  const PrimaryContainer = { Image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1', ModelDataUrl: 's3://b/model.tar.gz' }
  await assert.rejects(other.sagemaker.send(new CreateModelCommand({ ModelName: 'm', ExecutionRoleArn: RoleArn, PrimaryContainer })), {
    name: 'AccessDeniedException',
    message: 'Cross-account pass role is not allowed.',
  })
})
