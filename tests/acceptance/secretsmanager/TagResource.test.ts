import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Tag, TagResourceCommand } from '@aws-sdk/client-secrets-manager'
import { fails, startRoom } from './room.ts'

const { secrets, create, describe } = await startRoom()
const tag = (Tags: Tag[], SecretId = 's') => secrets.send(new TagResourceCommand({ SecretId, Tags }))

test('tags are added and overwritten', async () => {
  await create('s', { Tags: [{ Key: 'a', Value: '1' }] })
  await tag([{ Key: 'a', Value: '2' }, { Key: 'b' }])
  assert.deepEqual((await describe('s')).Tags, [
    { Key: 'a', Value: '2' },
    { Key: 'b', Value: '' },
  ])
  await fails(tag([{ Key: 'aws:a', Value: '' }]), 'InvalidParameterException')
  await fails(tag(Array.from({ length: 49 }, (_, index) => ({ Key: `k${index}` }))), 'LimitExceededException')
  await fails(tag([{ Key: 'a' }], 'nope'), 'ResourceNotFoundException')
  assert.equal((await describe('s')).Tags?.length, 2)
})
