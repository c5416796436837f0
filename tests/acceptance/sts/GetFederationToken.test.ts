import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { DeleteAccessKeyCommand, ListUsersCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, GetObjectCommand, ListBucketsCommand, PutBucketPolicyCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  type GetFederationTokenCommandInput,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts'
import type { Clients } from '../../support/clients.ts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, allowAll, trust } from '../../support/policies.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam, s3 } = server.clients
const broker = await makeUser(iam, 'broker', allow(['sts:GetFederationToken', 's3:List*', 's3:GetObject']))
await s3.send(new CreateBucketCommand({ Bucket: 'federated' }))
await s3.send(new PutObjectCommand({ Bucket: 'federated', Key: 'k', Body: 'x' }))

async function federated(clients: Clients, input: Partial<GetFederationTokenCommandInput> = {}) {
  const answer = await clients.sts.send(new GetFederationTokenCommand({ Name: 'bob', ...input }))
  const { AccessKeyId, SecretAccessKey, SessionToken } = answer.Credentials ?? {}
  return {
    ...answer,
    clients: server.clientsAs({ accessKeyId: AccessKeyId as string, secretAccessKey: SecretAccessKey as string, sessionToken: SessionToken as string }),
  }
}
const own = server.clientsAs(broker)
const denied = { name: 'AccessDenied' }

test('who the session is, and for how long', async () => {
  const { FederatedUser, Credentials, clients, PackedPolicySize } = await federated(own, { Policy: allow('s3:*'), DurationSeconds: 900 })
  assert.deepEqual(FederatedUser, { FederatedUserId: `${ACCOUNT}:bob`, Arn: `arn:aws:sts::${ACCOUNT}:federated-user/bob` })
  assert.match(Credentials?.AccessKeyId ?? '', /^ASIA/)
  assert.ok(Math.abs((Credentials?.Expiration?.getTime() ?? 0) - Date.now() - 900_000) < 5_000)
  assert.ok((PackedPolicySize ?? 0) > 0)
  const identity = await clients.sts.send(new GetCallerIdentityCommand({}))
  assert.deepEqual([identity.UserId, identity.Account, identity.Arn], [`${ACCOUNT}:bob`, ACCOUNT, FederatedUser?.Arn])
})

test('its rights are what the user has and the session policy allows: never more than either', async () => {
  const { clients } = await federated(own, { Policy: allow(['s3:ListAllMyBuckets', 's3:PutObject']) })
  await clients.s3.send(new ListBucketsCommand({}))
  await assert.rejects(clients.s3.send(new GetObjectCommand({ Bucket: 'federated', Key: 'k' })), {
    ...denied,
    message: `User: arn:aws:sts::${ACCOUNT}:federated-user/bob is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::federated/k" because no session policy allows the s3:GetObject action`,
  })
  await assert.rejects(clients.s3.send(new PutObjectCommand({ Bucket: 'federated', Key: 'k', Body: 'x' })), {
    ...denied,
    message: /because no identity-based policy allows the s3:PutObject action/,
  })
})

test('without a session policy: nothing, but what a resource gives it by its name', async () => {
  const { clients } = await federated(own)
  const read = () => clients.s3.send(new GetObjectCommand({ Bucket: 'federated', Key: 'k' }))
  await assert.rejects(read(), denied)
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:sts::${ACCOUNT}:federated-user/bob` }, Action: 's3:GetObject', Resource: 'arn:aws:s3:::federated/*' },
    ],
  })
  await s3.send(new PutBucketPolicyCommand({ Bucket: 'federated', Policy }))
  await read()
  await assert.rejects(clients.s3.send(new ListBucketsCommand({})), denied)
})

test('it calls no IAM, and of STS only GetCallerIdentity', async () => {
  const { clients } = await federated(server.clients, { Policy: allow() })
  await clients.s3.send(new ListBucketsCommand({}))
  await assert.rejects(clients.iam.send(new ListUsersCommand({})), denied)
  const RoleArn = await makeRole(iam, 'open', trust({ AWS: ACCOUNT }), allow())
  await assert.rejects(clients.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'visit' })), denied)
  await assert.rejects(clients.sts.send(new GetSessionTokenCommand({})), denied)
  await assert.rejects(clients.sts.send(new GetFederationTokenCommand({ Name: 'carol' })), denied)
})

test('who may vouch: by right, and with a long-term key', async () => {
  const nobody = server.clientsAs(await makeUser(iam, 'nobody', allow('s3:*')))
  await assert.rejects(federated(nobody), {
    ...denied,
    message: /sts:GetFederationToken on resource: arn:aws:sts::\d+:federated-user\/bob because no identity-based policy allows/,
  })
  const { Credentials: session } = await own.sts.send(new GetSessionTokenCommand({}))
  const temporary = server.clientsAs({
    accessKeyId: session?.AccessKeyId as string,
    secretAccessKey: session?.SecretAccessKey as string,
    sessionToken: session?.SessionToken as string,
  })
  await assert.rejects(federated(temporary), { ...denied, message: 'Cannot call GetFederationToken with session credentials' })
})

test('bad input', async () => {
  await assert.rejects(federated(own, { Name: 'x' }), { name: 'ValidationError' })
  await assert.rejects(federated(own, { Policy: '{' }), { name: 'MalformedPolicyDocumentException' })
  await assert.rejects(federated(own, { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/NoSuchPolicy' }] }), { name: 'ValidationError' })
  await assert.rejects(federated(own, { DurationSeconds: 1 }), { name: 'ValidationError' })
})

test('it changes with its user, and ends with its key; its calls are on record in its own name', async () => {
  const { clients } = await federated(own, { Policy: allow('s3:*') })
  await clients.s3.send(new ListBucketsCommand({}))
  const { Events } = await server.clients.cloudtrail.send(
    new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'ListBuckets' }] }),
  )
  const record = Events?.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? '{}')).find(({ userIdentity }) => userIdentity.type === 'FederatedUser')
  assert.equal(record?.userIdentity.sessionContext.sessionIssuer.userName, 'broker')
  await iam.send(new PutUserPolicyCommand({ UserName: 'broker', PolicyName: 'own', PolicyDocument: allowAll({ Action: 'sts:*', Resource: '*' }) }))
  await assert.rejects(clients.s3.send(new ListBucketsCommand({})), denied)
  await iam.send(new DeleteAccessKeyCommand({ UserName: 'broker', AccessKeyId: broker.accessKeyId }))
  await assert.rejects(clients.sts.send(new GetCallerIdentityCommand({})), { name: 'InvalidClientTokenId' })
})
