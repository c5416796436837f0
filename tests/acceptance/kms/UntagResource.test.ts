import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListResourceTagsCommand, UntagResourceCommand } from '@aws-sdk/client-kms'
import { startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey } = await startRoom()

test('tags go; one that is not there is no error', async () => {
  const { KeyId } = await createKey({ Tags: ['a', 'b', 'c'].map((TagKey) => ({ TagKey, TagValue: '' })) })
  await kms.send(new UntagResourceCommand({ KeyId, TagKeys: ['a', 'c', 'none'] }))
  assert.deepEqual((await kms.send(new ListResourceTagsCommand({ KeyId }))).Tags, [{ TagKey: 'b', TagValue: '' }])
  await assert.rejects(kms.send(new UntagResourceCommand({ KeyId: UNKNOWN_ID, TagKeys: ['a'] })), { name: 'NotFoundException' })
})
