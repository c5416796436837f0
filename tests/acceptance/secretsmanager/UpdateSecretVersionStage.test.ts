import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PutSecretValueCommand, UpdateSecretVersionStageCommand } from '@aws-sdk/client-secrets-manager'
import { fails, startRoom, token } from './room.ts'

const { secrets, create, describe } = await startRoom()
const [one, two, three] = [token('1'), token('2'), token('3')]
await create('s', { ClientRequestToken: one })
await secrets.send(new PutSecretValueCommand({ SecretId: 's', SecretString: 'two', ClientRequestToken: two }))
await secrets.send(new PutSecretValueCommand({ SecretId: 's', SecretString: 'three', ClientRequestToken: three, VersionStages: ['AWSPENDING'] }))
const move = (VersionStage: string, RemoveFromVersionId?: string, MoveToVersionId?: string) =>
  secrets.send(new UpdateSecretVersionStageCommand({ SecretId: 's', VersionStage, RemoveFromVersionId, MoveToVersionId }))
const stages = async () => (await describe('s')).VersionIdsToStages

test('AWSCURRENT moves, and AWSPREVIOUS comes where it was: how a rotation ends', async () => {
  await move('AWSCURRENT', two, three)
  assert.deepEqual(await stages(), { [two]: ['AWSPREVIOUS'], [three]: ['AWSPENDING', 'AWSCURRENT'] })
  await move('AWSPENDING', three)
  assert.deepEqual(await stages(), { [two]: ['AWSPREVIOUS'], [three]: ['AWSCURRENT'] })
  await move('mine', undefined, one)
  assert.deepEqual((await stages())?.[one], ['mine'])
})

test('moves that are not what the caller thinks', async () => {
  const before = await stages()
  await fails(
    move('AWSCURRENT', three),
    'InvalidParameterException',
    "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
  )
  await fails(
    move('AWSCURRENT', undefined, one),
    'InvalidParameterException',
    `The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version ${three}, so you must explicitly reference that version in RemoveFromVersionId.`,
  )
  await fails(move('AWSCURRENT', two, one), 'InvalidParameterException')
  await fails(move('mine'), 'InvalidParameterException')
  await fails(move('AWSCURRENT', three, token('9')), 'ResourceNotFoundException')
  assert.deepEqual(await stages(), before)
})
