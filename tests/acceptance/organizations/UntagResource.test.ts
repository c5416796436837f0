import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListTagsForResourceCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-organizations'
import { MANAGEMENT, startOrganization } from './room.ts'

test('UntagResource: keys that are there, and keys that are not', async () => {
  const { organizations } = await startOrganization()
  await organizations.send(new TagResourceCommand({ ResourceId: MANAGEMENT, Tags: [{ Key: 'a', Value: '1' }] }))
  await organizations.send(new UntagResourceCommand({ ResourceId: MANAGEMENT, TagKeys: ['a', 'none'] }))
  assert.deepEqual((await organizations.send(new ListTagsForResourceCommand({ ResourceId: MANAGEMENT }))).Tags, [])
  await assert.rejects(organizations.send(new UntagResourceCommand({ ResourceId: '999999999999', TagKeys: ['a'] })), { name: 'TargetNotFoundException' })
})
