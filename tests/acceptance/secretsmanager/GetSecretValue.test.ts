import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetSecretValueCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import { fails, startRoom, token } from './room.ts'

const { secrets, create, describe, value, pass } = await startRoom()

test('the current value, one by its version, one by its label', async () => {
  const made = await create('s', { SecretString: 'one', ClientRequestToken: token('1') })
  await secrets.send(new PutSecretValueCommand({ SecretId: 's', SecretString: 'two', ClientRequestToken: token('2') }))
  const { $metadata: _, CreatedDate, ...current } = await secrets.send(new GetSecretValueCommand({ SecretId: 's' }))
  assert.deepEqual(current, { ARN: made.ARN, Name: 's', VersionId: token('2'), SecretString: 'two', VersionStages: ['AWSCURRENT'] })
  assert.ok(CreatedDate instanceof Date)
  assert.equal(await value('s', { VersionStage: 'AWSPREVIOUS' }), 'one')
  assert.equal(await value('s', { VersionId: token('1') }), 'one')
  assert.equal(await value('s', { VersionId: token('2'), VersionStage: 'AWSCURRENT' }), 'two')
  await fails(
    value('s', { VersionStage: 'nope' }),
    'ResourceNotFoundException',
    "Secrets Manager can't find the specified secret value for staging label: nope",
  )
  await fails(
    value('s', { VersionId: token('9') }),
    'ResourceNotFoundException',
    `Secrets Manager can't find the specified secret value for VersionId: ${token('9')}`,
  )
  await fails(
    value('s', { VersionId: token('1'), VersionStage: 'AWSCURRENT' }),
    'InvalidRequestException',
    'You provided a VersionStage that is not associated to the provided VersionId.',
  )
  await fails(value('other'), 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
})

test('the day of the last reading is kept', async () => {
  await create('read')
  assert.equal((await describe('read')).LastAccessedDate, undefined)
  await value('read')
  const first = (await describe('read')).LastAccessedDate as Date
  assert.equal(first.getTime() % 86_400_000, 0)
  pass(3)
  await value('read')
  assert.equal(((await describe('read')).LastAccessedDate as Date).getTime() - first.getTime(), 3 * 86_400_000)
})
