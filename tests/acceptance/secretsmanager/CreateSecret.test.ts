import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { CreateKeyCommand, DisableKeyCommand } from '@aws-sdk/client-kms'
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import { ACCOUNT, REGION } from '../../support/server.ts'
import { fails, startRoom, token } from './room.ts'

const { server, secrets, create, describe, value } = await startRoom()

test('a secret has an ARN with random letters, and a version that is current', async () => {
  const made = await create('db/password', { Description: 'the database', Tags: [{ Key: 'team', Value: 'ml' }] })
  assert.match(made.ARN ?? '', new RegExp(`^arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:db/password-[A-Za-z0-9]{6}$`))
  assert.equal(made.Name, 'db/password')
  const { VersionIdsToStages, Description, Tags, DeletedDate, KmsKeyId } = await describe('db/password')
  assert.deepEqual(
    [VersionIdsToStages, Description, Tags, DeletedDate, KmsKeyId],
    [{ [made.VersionId as string]: ['AWSCURRENT'] }, 'the database', [{ Key: 'team', Value: 'ml' }], undefined, undefined],
  )
  // By name, by ARN, and by ARN without the random letters.
  for (const id of ['db/password', made.ARN as string, (made.ARN as string).slice(0, -7)]) assert.equal(await value(id), 'value of db/password')
})

test('bytes; nothing at all', async () => {
  await create('bytes', { SecretString: undefined, SecretBinary: Buffer.from([0, 255, 1]) })
  const { SecretBinary, SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: 'bytes' }))
  assert.deepEqual([Buffer.from(SecretBinary ?? []), SecretString], [Buffer.from([0, 255, 1]), undefined])
  assert.equal((await create('empty', { SecretString: undefined })).VersionId, undefined)
  await fails(value('empty'), 'ResourceNotFoundException', "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT")
})

test('the same token with the same value again changes nothing; with another one the name is taken', async () => {
  const ClientRequestToken = token('a')
  const made = await create('once', { ClientRequestToken })
  assert.equal(made.VersionId, ClientRequestToken)
  const { $metadata: _, ...again } = await create('once', { ClientRequestToken })
  assert.deepEqual(again, { ARN: made.ARN, Name: 'once', VersionId: ClientRequestToken })
  const taken = 'The operation failed because the secret once already exists.'
  await fails(create('once', { ClientRequestToken, SecretString: 'other' }), 'ResourceExistsException', taken)
  await fails(create('once'), 'ResourceExistsException', taken)
})

test('twice at the same moment: one secret; with one token both are told of it', async () => {
  const apart = await Promise.allSettled([create('race', { SecretString: '0' }), create('race', { SecretString: '1' })])
  assert.deepEqual(
    apart.flatMap((one) => (one.status === 'rejected' ? [one.reason.name] : [])),
    ['ResourceExistsException'],
  )
  assert.equal(await value('race'), String(apart.findIndex(({ status }) => status === 'fulfilled')))
  const ClientRequestToken = token('r')
  const [one, other] = await Promise.all([create('race-once', { ClientRequestToken }), create('race-once', { ClientRequestToken })])
  assert.deepEqual([one.ARN, one.VersionId], [other.ARN, ClientRequestToken])
  assert.deepEqual((await describe('race-once')).VersionIdsToStages, { [ClientRequestToken]: ['AWSCURRENT'] })
})

test('names, values and settings that are refused', async () => {
  await fails(create('no spaces'), 'ValidationException', /^Invalid name\. Must be a valid name containing alphanumeric characters/)
  await fails(create('two', { SecretBinary: Buffer.from('x') }), 'InvalidParameterException', /both a binary secret value and a string secret value/)
  await fails(create('long', { SecretString: 'x'.repeat(65_537) }), 'ValidationException')
  await fails(create('t', { ClientRequestToken: 'short' }), 'ValidationException')
  await fails(create('t', { Tags: [{ Key: 'aws:x', Value: 'y' }] }), 'InvalidParameterException')
  await fails(create('t', { Tags: Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: '' })) }), 'LimitExceededException')
  await fails(create('t', { AddReplicaRegions: [{ Region: 'eu-west-1' }] }), 'InvalidRequestException', /AddReplicaRegions/)
  await fails(describe('t'), 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
})

test('a key of KMS: it must be there, and its value cannot be read while it is disabled', async () => {
  const { KeyMetadata } = await server.clients.kms.send(new CreateKeyCommand({}))
  await create('with-key', { KmsKeyId: KeyMetadata?.Arn })
  assert.equal((await describe('with-key')).KmsKeyId, KeyMetadata?.Arn)
  assert.equal(await value('with-key'), 'value of with-key')
  await server.clients.kms.send(new DisableKeyCommand({ KeyId: KeyMetadata?.KeyId }))
  await fails(value('with-key'), 'DecryptionFailure')
  await fails(create('again', { KmsKeyId: KeyMetadata?.Arn }), 'EncryptionFailure')
  await fails(create('again', { KmsKeyId: '11111111-2222-3333-4444-555555555555' }), 'EncryptionFailure')
})

test('values do not lie readable in the database', async () => {
  await create('sealed', { SecretString: 'a-needle-in-the-haystack' })
  for (const file of ['kenja.db', 'kenja.db-wal']) assert.ok(!readFileSync(join(server.home, file)).includes('a-needle-in-the-haystack'), file)
})
