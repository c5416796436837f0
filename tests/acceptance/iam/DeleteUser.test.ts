import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateAccessKeyCommand, CreateUserCommand, DeleteAccessKeyCommand, DeleteUserCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('DeleteUser takes a user without keys and policies, and only that', async () => {
  const UserName = 'alice'
  await iam.send(new CreateUserCommand({ UserName }))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }))
  await assert.rejects(iam.send(new DeleteUserCommand({ UserName })), {
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must delete access keys first.',
  })
  await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: AccessKey?.AccessKeyId }))
  await iam.send(new DeleteUserCommand({ UserName }))
  await assert.rejects(iam.send(new DeleteUserCommand({ UserName })), { name: 'NoSuchEntityException' })
})
