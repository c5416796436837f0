import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListResourceTagsCommand, paginateListResourceTags } from '@aws-sdk/client-kms'
import { startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey } = await startRoom()

test('in the order of their keys, in pages', async () => {
  const { KeyId } = await createKey({ Tags: ['c', 'a', 'b'].map((TagKey) => ({ TagKey, TagValue: TagKey })) })
  const pages = []
  for await (const { Tags = [] } of paginateListResourceTags({ client: kms, pageSize: 2 }, { KeyId })) pages.push(Tags.map(({ TagKey }) => TagKey))
  assert.deepEqual(pages, [['a', 'b'], ['c']])
  await assert.rejects(kms.send(new ListResourceTagsCommand({ KeyId: UNKNOWN_ID })), { name: 'NotFoundException' })
})
