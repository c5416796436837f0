import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeleteSecretCommand, RestoreSecretCommand } from '@aws-sdk/client-secrets-manager'
import { fails, startRoom } from './room.ts'

const { secrets, create, describe, value, pass } = await startRoom()
const restore = (SecretId: string) => secrets.send(new RestoreSecretCommand({ SecretId }))

test('inside the window it is as it was; after it, it is gone', async () => {
  const made = await create('s')
  await secrets.send(new DeleteSecretCommand({ SecretId: 's' }))
  const { $metadata: _, ...answer } = await restore(made.ARN as string)
  assert.deepEqual(answer, { ARN: made.ARN, Name: 's' })
  assert.equal(await value('s'), 'value of s')
  assert.equal((await describe('s')).DeletedDate, undefined)
  pass(31)
  assert.equal(await value('s'), 'value of s')
  await secrets.send(new DeleteSecretCommand({ SecretId: 's' }))
  pass(31)
  await fails(restore('s'), 'ResourceNotFoundException')
})
