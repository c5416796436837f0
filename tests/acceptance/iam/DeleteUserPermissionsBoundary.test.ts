import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateUserCommand, DeleteUserPermissionsBoundaryCommand, GetUserCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('DeleteUserPermissionsBoundary, once', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'alice', PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }))
  await iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName: 'alice' }))
  assert.equal((await iam.send(new GetUserCommand({ UserName: 'alice' }))).User?.PermissionsBoundary, undefined)
  await assert.rejects(iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName: 'alice' })), { name: 'NoSuchEntityException' })
})
