import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListTagsCommand } from '@aws-sdk/client-cloudtrail'
import { arnOf, startRoom } from './room.ts'

const { cloudtrail, create } = await startRoom()

test('ListTags tells the tags of each trail, none where it has none', async () => {
  await create('first')
  await create('second')
  const { ResourceTagList } = await cloudtrail.send(new ListTagsCommand({ ResourceIdList: [arnOf('second'), arnOf('first')] }))
  assert.deepEqual(ResourceTagList, [
    { ResourceId: arnOf('second'), TagsList: [] },
    { ResourceId: arnOf('first'), TagsList: [] },
  ])
  await assert.rejects(cloudtrail.send(new ListTagsCommand({ ResourceIdList: [arnOf('unknown')] })), { name: 'ResourceNotFoundException' })
})
