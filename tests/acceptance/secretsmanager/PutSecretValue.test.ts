import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListSecretVersionIdsCommand, PutSecretValueCommand, type PutSecretValueCommandInput } from '@aws-sdk/client-secrets-manager'
import { fails, startRoom, token } from './room.ts'

const { secrets, create, describe, value } = await startRoom()
const put = (SecretString: string | undefined, more: Partial<PutSecretValueCommandInput> = {}) =>
  secrets.send(new PutSecretValueCommand({ SecretId: 's', SecretString, ...more }))

test('the new value is current, the former one previous, and the one before has no name', async () => {
  await create('s', { ClientRequestToken: token('1') })
  const { $metadata: _, ARN: __, ...answer } = await put('two', { ClientRequestToken: token('2') })
  assert.deepEqual(answer, { Name: 's', VersionId: token('2'), VersionStages: ['AWSCURRENT'] })
  await put('three', { ClientRequestToken: token('3') })
  assert.deepEqual((await describe('s')).VersionIdsToStages, { [token('2')]: ['AWSPREVIOUS'], [token('3')]: ['AWSCURRENT'] })
  assert.equal(await value('s', { VersionId: token('1') }), 'value of s')
})

test('labels of its own: the current value stays', async () => {
  await put('next', { ClientRequestToken: token('4'), VersionStages: ['AWSPENDING', 'blue'] })
  assert.equal(await value('s'), 'three')
  assert.equal(await value('s', { VersionStage: 'blue' }), 'next')
  await put('later', { ClientRequestToken: token('5'), VersionStages: ['blue'] })
  assert.deepEqual((await describe('s')).VersionIdsToStages?.[token('4')], ['AWSPENDING'])
  await fails(put('x', { VersionStages: Array.from({ length: 20 }, (_, index) => `l${index}`) }), 'LimitExceededException')
})

test('a token again: nothing happens, unless the value is another one', async () => {
  const before = await describe('s')
  await put('two', { ClientRequestToken: token('2') })
  assert.deepEqual((await describe('s')).VersionIdsToStages, before.VersionIdsToStages)
  await fails(
    put('other', { ClientRequestToken: token('2') }),
    'ResourceExistsException',
    `You can't use ClientRequestToken ${token('2')} because that value is already in use for a version of secret ${before.ARN}.`,
  )
  await fails(put(undefined), 'InvalidParameterException')
  await fails(put('x', { SecretId: 'nope' }), 'ResourceNotFoundException')
})

test('the first value of an empty secret is current, whatever it is called; old ones go when there are too many', async () => {
  await create('many', { SecretString: undefined })
  const first = await put('0', { SecretId: 'many', VersionStages: ['mine'] })
  assert.deepEqual(first.VersionStages, ['mine', 'AWSCURRENT'])
  for (let number = 1; number <= 104; number++) await put(String(number), { SecretId: 'many' })
  const { Versions = [] } = await secrets.send(new ListSecretVersionIdsCommand({ SecretId: 'many', IncludeDeprecated: true, MaxResults: 100 }))
  assert.equal(Versions.length, 100)
  assert.equal(await value('many', { VersionStage: 'mine' }), '0')
  assert.equal(await value('many'), '104')
})
