import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateKeyCommand, DisableKeyCommand } from '@aws-sdk/client-kms'
import { UpdateSecretCommand, type UpdateSecretCommandInput } from '@aws-sdk/client-secrets-manager'
import { fails, startRoom, token } from './room.ts'

const { server, secrets, create, describe, value } = await startRoom()
const update = (more: Partial<UpdateSecretCommandInput>) => secrets.send(new UpdateSecretCommand({ SecretId: 's', ...more }))
const makeKey = async () => (await server.clients.kms.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId as string

test('description alone makes no version; a value makes the current one', async () => {
  const made = await create('s', { ClientRequestToken: token('1') })
  const { $metadata: _, ...answer } = await update({ Description: 'new words' })
  assert.deepEqual(answer, { ARN: made.ARN, Name: 's' })
  const described = await describe('s')
  assert.deepEqual([described.Description, described.VersionIdsToStages], ['new words', { [token('1')]: ['AWSCURRENT'] }])
  assert.equal((await update({ SecretString: 'two', ClientRequestToken: token('2') })).VersionId, token('2'))
  assert.equal(await value('s', { VersionStage: 'AWSPREVIOUS' }), 'value of s')
  await fails(update({ SecretString: 'other', ClientRequestToken: token('2') }), 'ResourceExistsException')
  await fails(update({ SecretId: 'nope' }), 'ResourceNotFoundException')
})

test('another key: the labelled values move to it', async () => {
  const [one, two] = [await makeKey(), await makeKey()]
  await update({ KmsKeyId: one })
  assert.equal((await describe('s')).KmsKeyId, one)
  await update({ KmsKeyId: two })
  await server.clients.kms.send(new DisableKeyCommand({ KeyId: one }))
  assert.equal(await value('s'), 'two')
  assert.equal(await value('s', { VersionStage: 'AWSPREVIOUS' }), 'value of s')
  await fails(update({ KmsKeyId: one }), 'EncryptionFailure')
  assert.equal((await describe('s')).KmsKeyId, two)
  await update({ KmsKeyId: '' })
  assert.equal((await describe('s')).KmsKeyId, undefined)
})
