/** Accounts that work together: by the role that comes with an account, by roles of both, by bucket policies; and conditions about the organization. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { PutUserPolicyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, GetObjectCommand, ListBucketsCommand, PutBucketPolicyCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, trust } from '../../support/policies.ts'
import { credentialsOf, MANAGEMENT, startOrganization } from './room.ts'

const { server, organization, account, inside, administrator } = await startOrganization()
const own = server.clientsAs(administrator)
const id = await account('member')
const member = await inside(id)
const Bucket = 'bucket-of-the-member'

test('the administrator makes a bucket over there, and its policy lets the first account read, and only read', async () => {
  await member.s3.send(new CreateBucketCommand({ Bucket }))
  await member.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'content' }))
  const read = () => own.s3.send(new GetObjectCommand({ Bucket, Key: 'k' }))
  await assert.rejects(read(), { name: 'AccessDenied' })
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:root` }, Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` }],
  })
  await member.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }))
  assert.equal(await (await read()).Body?.transformToString(), 'content')
  await assert.rejects(own.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' })), { name: 'AccessDenied' })
  const reader = server.clientsAs(await makeUser(server.clients.iam, 'without-s3', allow('sagemaker:*')))
  await assert.rejects(reader.s3.send(new GetObjectCommand({ Bucket, Key: 'k' })), { name: 'AccessDenied' })
})

test('roles both ways', async () => {
  const whoAmI = async (clients: typeof own) => (await clients.sts.send(new GetCallerIdentityCommand({}))).Account
  assert.equal(await whoAmI(member), id)
  const user = await makeUser(member.iam, 'of-the-member', allow('sts:AssumeRole'))
  const RoleArn = await makeRole(
    server.clients.iam,
    'for-members',
    trust({ AWS: id }, { Condition: { StringEquals: { 'sts:ExternalId': 'agreed' } } }),
    allow('s3:ListAllMyBuckets'),
  )
  const assume = (ExternalId?: string) =>
    server.clientsAs(user).sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'visit', ...(ExternalId && { ExternalId }) }))
  await assert.rejects(assume(), { name: 'AccessDenied' })
  const back = server.clientsAs(credentialsOf((await assume('agreed')).Credentials))
  assert.equal(await whoAmI(back), MANAGEMENT)
  assert.deepEqual((await back.s3.send(new ListBucketsCommand({}))).Buckets ?? [], [])
  await member.iam.send(new PutUserPolicyCommand({ UserName: 'of-the-member', PolicyName: 'own', PolicyDocument: allow('s3:*') }))
  await assert.rejects(assume('agreed'), { name: 'AccessDenied' })
})

test('a role that another account took on: on record in both, by one shared id; the owner learns the account and no name', async () => {
  const assumed = async (clients: typeof own) => {
    const lookUp = new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'AssumeRole' }] })
    const { Events } = await clients.cloudtrail.send(lookUp)
    return (Events ?? []).map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? '{}'))
  }
  await inside(id)
  const [theirs] = await assumed(member)
  assert.deepEqual(theirs.userIdentity, { type: 'AWSAccount', principalId: theirs.userIdentity.principalId, accountId: MANAGEMENT })
  assert.match(theirs.userIdentity.principalId, /^AIDA/)
  assert.equal(theirs.recipientAccountId, id)
  const mine = (await assumed(server.clients)).find(({ sharedEventID }) => sharedEventID === theirs.sharedEventID)
  assert.equal(mine.userIdentity.userName, 'administrator')
  assert.equal(mine.recipientAccountId, MANAGEMENT)
  assert.notEqual(mine.eventID, theirs.eventID)
  assert.doesNotMatch(JSON.stringify(theirs.userIdentity), /administrator/)
})

test('aws:PrincipalOrgID: everybody of the organization, and nobody else', async () => {
  const policy = (orgId: string) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: `arn:aws:s3:::${Bucket}/*`,
          Condition: { StringEquals: { 'aws:PrincipalOrgID': orgId } },
        },
      ],
    })
  const read = () => own.s3.send(new GetObjectCommand({ Bucket, Key: 'k' }))
  await member.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(organization?.Id as string) }))
  await read()
  await member.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy('o-0000000000') }))
  await assert.rejects(read(), { name: 'AccessDenied' })
})
