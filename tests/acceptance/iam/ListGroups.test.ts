import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateGroupCommand, ListGroupsCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ListGroups by path, in pages', async () => {
  for (const [GroupName, Path] of [
    ['a', '/'],
    ['b', '/x/'],
    ['c', '/x/y/'],
  ] as const)
    await iam.send(new CreateGroupCommand({ GroupName, Path }))
  const names = async (input: object) => (await iam.send(new ListGroupsCommand(input))).Groups?.map(({ GroupName }) => GroupName)
  assert.deepEqual(await names({}), ['a', 'b', 'c'])
  assert.deepEqual(await names({ PathPrefix: '/x/' }), ['b', 'c'])
  const { Marker, IsTruncated } = await iam.send(new ListGroupsCommand({ MaxItems: 1 }))
  assert.equal(IsTruncated, true)
  assert.deepEqual(await names({ Marker }), ['b', 'c'])
})
