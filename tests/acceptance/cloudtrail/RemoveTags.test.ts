import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AddTagsCommand, ListTagsCommand, RemoveTagsCommand } from '@aws-sdk/client-cloudtrail'
import { arnOf, startRoom } from './room.ts'

const { cloudtrail, create } = await startRoom()

test('RemoveTags takes keys away, whatever their values; others stay', async () => {
  await create('untagged')
  const ResourceId = arnOf('untagged')
  await cloudtrail.send(
    new AddTagsCommand({
      ResourceId,
      TagsList: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    }),
  )
  await cloudtrail.send(new RemoveTagsCommand({ ResourceId, TagsList: [{ Key: 'a', Value: 'other' }, { Key: 'c' }] }))
  const { ResourceTagList } = await cloudtrail.send(new ListTagsCommand({ ResourceIdList: [ResourceId] }))
  assert.deepEqual(ResourceTagList?.[0]?.TagsList, [{ Key: 'b', Value: '2' }])
  await assert.rejects(cloudtrail.send(new RemoveTagsCommand({ ResourceId: arnOf('unknown'), TagsList: [{ Key: 'a' }] })), {
    name: 'ResourceNotFoundException',
  })
})
