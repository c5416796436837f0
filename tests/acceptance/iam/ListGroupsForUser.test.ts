import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AddUserToGroupCommand, CreateGroupCommand, CreateUserCommand, ListGroupsForUserCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ListGroupsForUser, in pages', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'alice' }))
  for (const GroupName of ['b', 'a', 'c']) {
    await iam.send(new CreateGroupCommand({ GroupName }))
    await iam.send(new AddUserToGroupCommand({ GroupName, UserName: 'alice' }))
  }
  const first = await iam.send(new ListGroupsForUserCommand({ UserName: 'alice', MaxItems: 2 }))
  const second = await iam.send(new ListGroupsForUserCommand({ UserName: 'alice', Marker: first.Marker }))
  assert.deepEqual(
    [...(first.Groups ?? []), ...(second.Groups ?? [])].map(({ GroupName }) => GroupName),
    ['a', 'b', 'c'],
  )
  await assert.rejects(iam.send(new ListGroupsForUserCommand({ UserName: 'x' })), { name: 'NoSuchEntityException' })
})
