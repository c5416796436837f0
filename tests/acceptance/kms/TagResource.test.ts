import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EncryptCommand, ListResourceTagsCommand, TagResourceCommand } from '@aws-sdk/client-kms'
import { allow } from '../../support/policies.ts'
import { bytes, startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey, user } = await startRoom()
const tag = (KeyId: string | undefined, ...pairs: [string, string][]) =>
  kms.send(new TagResourceCommand({ KeyId, Tags: pairs.map(([TagKey, TagValue]) => ({ TagKey, TagValue })) }))

test('tags are merged, and policies may ask for them', async () => {
  const { KeyId } = await createKey({ Tags: [{ TagKey: 'a', TagValue: '1' }] })
  await tag(KeyId, ['a', '2'], ['b', ''])
  const { Tags } = await kms.send(new ListResourceTagsCommand({ KeyId }))
  assert.deepEqual(Tags, [
    { TagKey: 'a', TagValue: '2' },
    { TagKey: 'b', TagValue: '' },
  ])
  const blue = await user('blue', allow('kms:Encrypt', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'blue' } } }))
  const encrypt = () => blue.clients.kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x') }))
  await assert.rejects(encrypt(), { name: 'AccessDeniedException' })
  await tag(KeyId, ['team', 'blue'])
  await encrypt()
  await tag(KeyId, ['team', 'red'])
  await assert.rejects(encrypt(), { name: 'AccessDeniedException' })
})

test('50 tags, no reserved ones, on a key that is there', async () => {
  const { KeyId } = await createKey()
  await tag(KeyId, ...Array.from({ length: 50 }, (_, n): [string, string] => [`k${n}`, '']))
  await assert.rejects(tag(KeyId, ['one-more', '']), { name: 'LimitExceededException' })
  await assert.rejects(tag(KeyId, ['aws:x', '']), { name: 'TagException' })
  await assert.rejects(tag(UNKNOWN_ID, ['a', '']), { name: 'NotFoundException' })
  await assert.rejects(tag(KeyId, ['x'.repeat(129), '']), { name: 'ValidationException' })
})
