import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLoginProfileCommand, CreateUserCommand, DeleteLoginProfileCommand, DeleteUserCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateUserCommand({ UserName: 'alice' }))

test('DeleteLoginProfile, once', async () => {
  await iam.send(new CreateLoginProfileCommand({ UserName: 'alice', Password: 'Correct-Horse-1' }))
  await iam.send(new DeleteLoginProfileCommand({ UserName: 'alice' }))
  await assert.rejects(iam.send(new DeleteLoginProfileCommand({ UserName: 'alice' })), { name: 'NoSuchEntityException' })
  await iam.send(new DeleteUserCommand({ UserName: 'alice' }))
})
