/** Which kind of policy refuses is told, in AWS's words. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AttachUserPolicyCommand, CreatePolicyCommand, CreateUserCommand, DeleteUserPolicyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam'
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectsCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { AddTagsCommand, CreateModelCommand, ListModelsCommand, ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker'
import { AssumeRoleCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts'
import { makeKey, makeRole, makeUser } from '../../support/identities.ts'
import { allow, allowAll, deny, trust } from '../../support/policies.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam, s3, sts } = server.clients
const Bucket = 'reasons'
await s3.send(new CreateBucketCommand({ Bucket }))
for (const Key of ['open/a', 'open/b', 'shut/a']) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }))
const arnOf = (key: string) => `arn:aws:s3:::${Bucket}/${key}`
const bucketPolicy = (...Statement: object[]) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }))

const refused = (message: RegExp | string, name = 'AccessDenied') => ({ name, message })
const says = (arn: string, action: string, resource: string, because: string) =>
  `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} ${because}`

test('an explicit deny in an identity-based policy', async () => {
  const alice = await makeUser(iam, 'alice', allow())
  await iam.send(new PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'no', PolicyDocument: deny('sagemaker:ListModels') }))
  const clients = server.clientsAs(alice)
  const message = says(alice.arn, 'sagemaker:ListModels', '*', 'with an explicit deny in an identity-based policy')
  await assert.rejects(clients.sagemaker.send(new ListModelsCommand({})), refused(message, 'AccessDeniedException'))
  await clients.sagemaker.send(new ListTrainingJobsCommand({}))
  // What has been decided is forgotten at once.
  await iam.send(new DeleteUserPolicyCommand({ UserName: 'alice', PolicyName: 'no' }))
  await clients.sagemaker.send(new ListModelsCommand({}))
  await iam.send(new DeleteUserPolicyCommand({ UserName: 'alice', PolicyName: 'own' }))
  await assert.rejects(clients.sagemaker.send(new ListModelsCommand({})), refused(/no identity-based policy allows/, 'AccessDeniedException'))
})

test('a permissions boundary allows nothing by itself, and narrows', async () => {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'border', PolicyDocument: allow('sagemaker:List*') }))
  const { User } = await iam.send(new CreateUserCommand({ UserName: 'bob', PermissionsBoundary: Policy?.Arn }))
  await iam.send(new AttachUserPolicyCommand({ UserName: 'bob', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }))
  const clients = server.clientsAs(await makeKey(iam, 'bob'))
  await clients.sagemaker.send(new ListModelsCommand({}))
  const message = says(User?.Arn as string, 's3:GetObject', `"${arnOf('open/a')}"`, 'because no permissions boundary allows the s3:GetObject action')
  await assert.rejects(clients.s3.send(new GetObjectCommand({ Bucket, Key: 'open/a' })), refused(message))
})

test('a session policy narrows', async () => {
  const carol = await makeUser(iam, 'carol', allow('sts:*'))
  const RoleArn = await makeRole(iam, 'wide', trust({ AWS: carol.arn }), allow())
  const { sts: own } = server.clientsAs(carol)
  const { Credentials, AssumedRoleUser } = await own.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'narrow', Policy: allow('s3:GetObject', arnOf('open/*')) }),
  )
  const clients = server.clientsAs({
    accessKeyId: Credentials?.AccessKeyId as string,
    secretAccessKey: Credentials?.SecretAccessKey as string,
    sessionToken: Credentials?.SessionToken as string,
  })
  await clients.s3.send(new GetObjectCommand({ Bucket, Key: 'open/a' }))
  const message = says(AssumedRoleUser?.Arn as string, 's3:GetObject', `"${arnOf('shut/a')}"`, 'because no session policy allows the s3:GetObject action')
  await assert.rejects(clients.s3.send(new GetObjectCommand({ Bucket, Key: 'shut/a' })), refused(message))
})

test("a bucket's policy allows whom it names, and denies root too, but for putting it right", async () => {
  const dave = await makeUser(iam, 'dave')
  const clients = server.clientsAs(dave)
  await bucketPolicy(
    { Effect: 'Allow', Principal: { AWS: dave.arn }, Action: 's3:GetObject', Resource: arnOf('open/*') },
    { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arnOf('shut/*'), `arn:aws:s3:::${Bucket}`] },
  )
  await clients.s3.send(new GetObjectCommand({ Bucket, Key: 'open/a' }))
  const message = says(dave.arn, 's3:GetObject', `"${arnOf('shut/a')}"`, 'with an explicit deny in a resource-based policy')
  await assert.rejects(clients.s3.send(new GetObjectCommand({ Bucket, Key: 'shut/a' })), refused(message))
  await assert.rejects(s3.send(new GetObjectCommand({ Bucket, Key: 'shut/a' })), refused(/explicit deny in a resource-based policy/))
  await assert.rejects(s3.send(new ListObjectsV2Command({ Bucket })), refused(/explicit deny in a resource-based policy/))
  await s3.send(new GetBucketPolicyCommand({ Bucket }))
  await s3.send(new DeleteBucketPolicyCommand({ Bucket }))
  await s3.send(new GetObjectCommand({ Bucket, Key: 'shut/a' }))
  await assert.rejects(clients.s3.send(new GetObjectCommand({ Bucket, Key: 'open/a' })), refused(/no identity-based policy/))
})

test('a key that is not there is told only to those who may list', async () => {
  const erin = server.clientsAs(await makeUser(iam, 'erin', allow('s3:GetObject')))
  await assert.rejects(erin.s3.send(new GetObjectCommand({ Bucket, Key: 'open/none' })), refused(/s3:ListBucket on resource: "arn:aws:s3:::reasons"/))
  const frank = server.clientsAs(await makeUser(iam, 'frank', allow(['s3:GetObject', 's3:ListBucket'])))
  await assert.rejects(frank.s3.send(new GetObjectCommand({ Bucket, Key: 'open/none' })), { name: 'NoSuchKey' })
})

test('DeleteObjects refuses key by key', async () => {
  const grace = server.clientsAs(await makeUser(iam, 'grace', allow('s3:DeleteObject', arnOf('open/b'))))
  const { Deleted, Errors } = await grace.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'open/a' }, { Key: 'open/b' }] } }))
  assert.deepEqual(
    Deleted?.map(({ Key }) => Key),
    ['open/b'],
  )
  assert.deepEqual(
    Errors?.map(({ Key, Code }) => [Key, Code]),
    [['open/a', 'AccessDenied']],
  )
  assert.match(Errors?.[0]?.Message ?? '', /s3:DeleteObject on resource: "arn:aws:s3:::reasons\/open\/a" because no identity-based policy/)
})

test('a copy reads its source and writes its target', async () => {
  const heidi = server.clientsAs(await makeUser(iam, 'heidi', allow('s3:PutObject', arnOf('copy/*'))))
  const copy = new CopyObjectCommand({ Bucket, Key: 'copy/a', CopySource: `${Bucket}/open/a` })
  await assert.rejects(heidi.s3.send(copy), refused(/s3:GetObject on resource: "arn:aws:s3:::reasons\/open\/a"/))
  const both = allowAll({ Action: 's3:PutObject', Resource: arnOf('copy/*') }, { Action: 's3:GetObject', Resource: arnOf('open/*') })
  await iam.send(new PutUserPolicyCommand({ UserName: 'heidi', PolicyName: 'own', PolicyDocument: both }))
  await heidi.s3.send(copy)
})

test('tags given at the making are an action of their own', async () => {
  const ivan = await makeUser(iam, 'ivan', allow('sagemaker:CreateModel'))
  const input = { ModelName: 'tagged', PrimaryContainer: { Image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1' } }
  const clients = server.clientsAs(ivan)
  const message = says(
    ivan.arn,
    'sagemaker:AddTags',
    `arn:aws:sagemaker:${REGION}:${ACCOUNT}:model/tagged`,
    'because no identity-based policy allows the sagemaker:AddTags action',
  )
  await assert.rejects(
    clients.sagemaker.send(new CreateModelCommand({ ...input, Tags: [{ Key: 'a', Value: 'b' }] })),
    refused(message, 'AccessDeniedException'),
  )
  await clients.sagemaker.send(new CreateModelCommand(input))
  const ResourceArn = `arn:aws:sagemaker:${REGION}:${ACCOUNT}:model/tagged`
  await assert.rejects(clients.sagemaker.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key: 'a', Value: 'b' }] })), { name: 'AccessDeniedException' })
})

test('AssumeRole is refused without a reason, as STS does', async () => {
  const RoleArn = await makeRole(iam, 'closed', trust())
  const judy = await makeUser(iam, 'judy', allow())
  await assert.rejects(
    server.clientsAs(judy).sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' })),
    refused(new RegExp(`^User: ${judy.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`)),
  )
  await server.clientsAs(judy).sts.send(new GetSessionTokenCommand({}))
  await assert.rejects(sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' })), refused(/\broot\b/))
})
