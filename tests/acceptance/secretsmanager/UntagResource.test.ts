import assert from 'node:assert/strict'
import { test } from 'node:test'
import { UntagResourceCommand } from '@aws-sdk/client-secrets-manager'
import { fails, startRoom } from './room.ts'

const { secrets, create, describe } = await startRoom()

test('tags go; one that is not there is fine', async () => {
  await create('s', { Tags: ['a', 'b'].map((Key) => ({ Key, Value: '1' })) })
  await secrets.send(new UntagResourceCommand({ SecretId: 's', TagKeys: ['a', 'never'] }))
  assert.deepEqual((await describe('s')).Tags, [{ Key: 'b', Value: '1' }])
  await fails(secrets.send(new UntagResourceCommand({ SecretId: 'nope', TagKeys: ['a'] })), 'ResourceNotFoundException')
})
