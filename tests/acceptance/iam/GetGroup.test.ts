import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AddUserToGroupCommand, CreateGroupCommand, CreateUserCommand, GetGroupCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('GetGroup lists the users, in pages', async () => {
  await iam.send(new CreateGroupCommand({ GroupName: 'g' }))
  for (const UserName of ['c', 'a', 'b']) {
    await iam.send(new CreateUserCommand({ UserName }))
    await iam.send(new AddUserToGroupCommand({ GroupName: 'g', UserName }))
  }
  const first = await iam.send(new GetGroupCommand({ GroupName: 'g', MaxItems: 2 }))
  assert.equal(first.Group?.GroupName, 'g')
  assert.deepEqual([first.Users?.map(({ UserName }) => UserName), first.IsTruncated], [['a', 'b'], true])
  const second = await iam.send(new GetGroupCommand({ GroupName: 'g', Marker: first.Marker }))
  assert.deepEqual([second.Users?.map(({ UserName }) => UserName), second.IsTruncated], [['c'], false])
})

test('a group that is not there', async () => {
  await assert.rejects(iam.send(new GetGroupCommand({ GroupName: 'x' })), {
    name: 'NoSuchEntityException',
    message: 'The group with name x cannot be found.',
  })
})
