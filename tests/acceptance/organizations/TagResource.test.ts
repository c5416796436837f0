import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListRootsCommand, ListTagsForResourceCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-organizations'
import { MANAGEMENT, startOrganization } from './room.ts'

test('TagResource, UntagResource, ListTagsForResource of roots, units, accounts, policies', async () => {
  const { organizations, rootId } = await startOrganization()
  const tags = async (ResourceId: string) => (await organizations.send(new ListTagsForResourceCommand({ ResourceId }))).Tags
  for (const ResourceId of [rootId, MANAGEMENT]) {
    await organizations.send(
      new TagResourceCommand({
        ResourceId,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2' },
        ],
      }),
    )
    await organizations.send(new TagResourceCommand({ ResourceId, Tags: [{ Key: 'a', Value: '3' }] }))
    await organizations.send(new UntagResourceCommand({ ResourceId, TagKeys: ['b'] }))
    assert.deepEqual(await tags(ResourceId), [{ Key: 'a', Value: '3' }])
  }
  await assert.rejects(tags('999999999999'), { name: 'TargetNotFoundException' })
  await assert.rejects(organizations.send(new TagResourceCommand({ ResourceId: rootId, Tags: [{ Key: 'aws:x', Value: '' }] })), {
    name: 'InvalidInputException',
    Reason: 'INVALID_SYSTEM_TAGS_PARAMETER',
  })
  const many = Array.from({ length: 50 }, (_, number) => ({ Key: `k${number}`, Value: '' }))
  await assert.rejects(organizations.send(new TagResourceCommand({ ResourceId: rootId, Tags: many })), {
    name: 'ConstraintViolationException',
    Reason: 'TAG_LIMIT_EXCEEDED',
  })
  const { Roots } = await organizations.send(new ListRootsCommand({}))
  assert.deepEqual(
    Roots?.map(({ Id, Name, PolicyTypes }) => [Id, Name, PolicyTypes]),
    [[rootId, 'Root', []]],
  )
})
