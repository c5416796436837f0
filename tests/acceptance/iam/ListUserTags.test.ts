import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateUserCommand, ListUserTagsCommand, TagUserCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ListUserTags pages by key', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'x' }))
  await iam.send(new TagUserCommand({ UserName: 'x', Tags: ['c', 'a', 'b'].map((Key) => ({ Key, Value: Key })) }))
  const first = await iam.send(new ListUserTagsCommand({ UserName: 'x', MaxItems: 2 }))
  assert.deepEqual([first.Tags?.map((tag) => tag.Key), first.IsTruncated], [['a', 'b'], true])
  const rest = await iam.send(new ListUserTagsCommand({ UserName: 'x', Marker: first.Marker }))
  assert.deepEqual([rest.Tags?.map((tag) => tag.Key), rest.IsTruncated], [['c'], false])
})
