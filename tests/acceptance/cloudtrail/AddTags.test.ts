import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AddTagsCommand, ListTagsCommand, type Tag } from '@aws-sdk/client-cloudtrail'
import { arnOf, startRoom } from './room.ts'

const { cloudtrail, create } = await startRoom()
const add = (ResourceId: string, TagsList: Tag[]) => cloudtrail.send(new AddTagsCommand({ ResourceId, TagsList }))

test('AddTags merges into what is there', async () => {
  await create('tagged')
  await add(arnOf('tagged'), [{ Key: 'a', Value: '1' }, { Key: 'b' }])
  await add(arnOf('tagged'), [{ Key: 'a', Value: '2' }])
  const { ResourceTagList } = await cloudtrail.send(new ListTagsCommand({ ResourceIdList: [arnOf('tagged')] }))
  assert.deepEqual(ResourceTagList?.[0]?.TagsList, [
    { Key: 'a', Value: '2' },
    { Key: 'b', Value: '' },
  ])
})

test('reserved keys, too many tags, unknown trails and other ARNs are refused', async () => {
  await create('crowded')
  await assert.rejects(add(arnOf('crowded'), [{ Key: 'aws:own', Value: '1' }]), { name: 'InvalidTagParameterException' })
  await assert.rejects(
    add(
      arnOf('crowded'),
      Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: 'v' })),
    ),
    { name: 'TagsLimitExceededException' },
  )
  await assert.rejects(add(arnOf('unknown'), [{ Key: 'a' }]), { name: 'ResourceNotFoundException' })
  await assert.rejects(add('arn:aws:s3:::x', [{ Key: 'a' }]), { name: 'CloudTrailARNInvalidException' })
})
