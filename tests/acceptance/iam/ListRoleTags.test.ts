import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateRoleCommand, ListRoleTagsCommand, TagRoleCommand } from '@aws-sdk/client-iam'
import { trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ListRoleTags pages by key', async () => {
  await iam.send(new CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument: trust() }))
  await iam.send(new TagRoleCommand({ RoleName: 'x', Tags: ['c', 'a', 'b'].map((Key) => ({ Key, Value: Key })) }))
  const first = await iam.send(new ListRoleTagsCommand({ RoleName: 'x', MaxItems: 2 }))
  assert.deepEqual([first.Tags?.map((tag) => tag.Key), first.IsTruncated], [['a', 'b'], true])
  const rest = await iam.send(new ListRoleTagsCommand({ RoleName: 'x', Marker: first.Marker }))
  assert.deepEqual([rest.Tags?.map((tag) => tag.Key), rest.IsTruncated], [['c'], false])
})
