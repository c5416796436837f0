import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateUserCommand, ListUsersCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ListUsers gives them by name, page by page', async () => {
  for (const UserName of ['c', 'a', 'b']) await iam.send(new CreateUserCommand({ UserName }))
  const first = await iam.send(new ListUsersCommand({ MaxItems: 2 }))
  assert.deepEqual([first.Users?.map((user) => user.UserName), first.IsTruncated], [['a', 'b'], true])
  const rest = await iam.send(new ListUsersCommand({ Marker: first.Marker }))
  assert.deepEqual([rest.Users?.map((user) => user.UserName), rest.IsTruncated], [['c'], false])
})
