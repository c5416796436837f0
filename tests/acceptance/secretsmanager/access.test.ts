/** Who may use secrets: in the same account, from another one, through keys; and that no record tells a value. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { CreateAliasCommand, CreateKeyCommand } from '@aws-sdk/client-kms'
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager'
import { makeUser } from '../../support/identities.ts'
import { OTHER_ACCOUNT, startTwoAccounts } from '../../support/second-account.ts'
import { ACCOUNT, REGION } from '../../support/server.ts'
import { fails } from './room.ts'

const { server, other, stop } = await startTwoAccounts()
after(stop)
const root = server.clients.secretsManager
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
const allow = (Action: string | string[], more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more })

test('conditions: the name, the stage, tags of the secret and of the request', async () => {
  const user = await makeUser(
    server.clients.iam,
    'person',
    policy(
      allow('secretsmanager:CreateSecret', {
        Resource: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:mine/*`,
        Condition: { StringLike: { 'secretsmanager:Name': 'mine/*' } },
      }),
      allow('secretsmanager:TagResource', { Condition: { StringEquals: { 'aws:RequestTag/team': 'ml' } } }),
      allow('secretsmanager:GetSecretValue', {
        Condition: { StringEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT', 'secretsmanager:ResourceTag/team': 'ml' } },
      }),
    ),
  )
  const own = server.clientsAs(user).secretsManager
  const create = (Name: string, team?: string) =>
    own.send(new CreateSecretCommand({ Name, SecretString: 'x', ...(team === undefined ? {} : { Tags: [{ Key: 'team', Value: team }] }) }))
  await fails(create('theirs/a'), 'AccessDeniedException')
  await fails(create('mine/a', 'web'), 'AccessDeniedException', /secretsmanager:TagResource/)
  await create('mine/a', 'ml')
  await create('mine/b')
  assert.equal((await own.send(new GetSecretValueCommand({ SecretId: 'mine/a' }))).SecretString, 'x')
  await fails(own.send(new GetSecretValueCommand({ SecretId: 'mine/a', VersionStage: 'AWSPREVIOUS' })), 'AccessDeniedException')
  await fails(own.send(new GetSecretValueCommand({ SecretId: 'mine/b' })), 'AccessDeniedException')
  // Whoever may not use a name does not learn whether it is taken.
  await fails(own.send(new GetSecretValueCommand({ SecretId: 'never-made' })), 'AccessDeniedException', /secret:never-made because/)
})

test("a key of one's own needs rights of its own", async () => {
  const { KeyMetadata } = await server.clients.kms.send(new CreateKeyCommand({}))
  await root.send(new CreateSecretCommand({ Name: 'keyed', SecretString: 'x', KmsKeyId: KeyMetadata?.Arn }))
  const user = await makeUser(server.clients.iam, 'keyless', policy(allow('secretsmanager:*')))
  const own = server.clientsAs(user).secretsManager
  await fails(own.send(new GetSecretValueCommand({ SecretId: 'keyed' })), 'AccessDeniedException', 'Access to KMS is not allowed')
  await fails(own.send(new PutSecretValueCommand({ SecretId: 'keyed', SecretString: 'y' })), 'AccessDeniedException', 'Access to KMS is not allowed')
  assert.equal((await root.send(new GetSecretValueCommand({ SecretId: 'keyed' }))).SecretString, 'x')
})

test('another account: by the full ARN, with the policies of both', async () => {
  const { ARN } = await root.send(new CreateSecretCommand({ Name: 'shared', SecretString: 'for both' }))
  await fails(other.secretsManager.send(new GetSecretValueCommand({ SecretId: 'shared' })), 'ResourceNotFoundException')
  await fails(other.secretsManager.send(new GetSecretValueCommand({ SecretId: ARN })), 'AccessDeniedException')
  const { KeyMetadata } = await server.clients.kms.send(
    new CreateKeyCommand({
      Policy: policy(
        { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' },
        { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` }, Action: 'kms:Decrypt', Resource: '*' },
      ),
    }),
  )
  await root.send(new UpdateSecretCommand({ SecretId: 'shared', KmsKeyId: KeyMetadata?.Arn }))
  const Statement = { Effect: 'Allow', Principal: { AWS: OTHER_ACCOUNT }, Action: 'secretsmanager:GetSecretValue', Resource: '*' }
  await root.send(new PutResourcePolicyCommand({ SecretId: 'shared', ResourcePolicy: policy(Statement) }))
  assert.equal((await other.secretsManager.send(new GetSecretValueCommand({ SecretId: ARN }))).SecretString, 'for both')
})

test("another account writes: under a key of the secret's own account, however the secret names it, and never under its own", async () => {
  const Everybody = {
    Effect: 'Allow',
    Principal: { AWS: [ACCOUNT, OTHER_ACCOUNT].map((account) => `arn:aws:iam::${account}:root`) },
    Action: 'kms:*',
    Resource: '*',
  }
  const { KeyMetadata } = await server.clients.kms.send(new CreateKeyCommand({ Policy: policy(Everybody) }))
  await server.clients.kms.send(new CreateAliasCommand({ AliasName: 'alias/written', TargetKeyId: KeyMetadata?.KeyId }))
  const { KeyMetadata: strange } = await other.kms.send(new CreateKeyCommand({}))
  await other.kms.send(new CreateAliasCommand({ AliasName: 'alias/written', TargetKeyId: strange?.KeyId }))
  const write = { Effect: 'Allow', Principal: { AWS: OTHER_ACCOUNT }, Action: ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecret'], Resource: '*' }
  const written = async (Name: string, KmsKeyId?: string) => {
    const { ARN } = await root.send(new CreateSecretCommand({ Name, SecretString: 'before', KmsKeyId }))
    await root.send(new PutResourcePolicyCommand({ SecretId: Name, ResourcePolicy: policy(write) }))
    return ARN
  }
  const read = async (SecretId: string) => (await root.send(new GetSecretValueCommand({ SecretId }))).SecretString
  for (const [name, key] of [
    ['by-alias', 'alias/written'],
    ['by-id', KeyMetadata?.KeyId],
    ['by-arn', KeyMetadata?.Arn],
  ] as const) {
    await other.secretsManager.send(new PutSecretValueCommand({ SecretId: await written(name, key), SecretString: 'after' }))
    assert.equal(await read(name), 'after', name)
  }
  // AWS: the key aws/secretsmanager is for its own account's callers alone.
  const byDefault = await written('by-default')
  for (const call of [
    other.secretsManager.send(new PutSecretValueCommand({ SecretId: byDefault, SecretString: 'after' })),
    other.secretsManager.send(new UpdateSecretCommand({ SecretId: byDefault, SecretString: 'after' })),
  ])
    await fails(call, 'AccessDeniedException', 'Access to KMS is not allowed')
  assert.equal(await read('by-default'), 'before')
})

test('CloudTrail has the calls, and no value of them', async () => {
  await root.send(new CreateSecretCommand({ Name: 'told', SecretString: 'a-needle-in-the-record' }))
  await root.send(new PutSecretValueCommand({ SecretId: 'told', SecretString: 'a-needle-in-the-record-2' }))
  await root.send(new GetSecretValueCommand({ SecretId: 'told' }))
  const { Events = [] } = await server.clients.cloudtrail.send(
    new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventSource', AttributeValue: 'secretsmanager.amazonaws.com' }] }),
  )
  const records = Events.map(({ CloudTrailEvent = '' }) => CloudTrailEvent)
  assert.ok(records.some((record) => record.includes('"eventName":"GetSecretValue"')))
  assert.ok(records.some((record) => record.includes('"name":"told"')))
  assert.deepEqual(
    records.filter((record) => record.includes('needle')),
    [],
  )
})
