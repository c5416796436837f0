import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLoginProfileCommand, CreateUserCommand, GetLoginProfileCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateUserCommand({ UserName: 'alice' }))

test('GetLoginProfile tells that there is a password, and never which', async () => {
  await assert.rejects(iam.send(new GetLoginProfileCommand({ UserName: 'alice' })), {
    name: 'NoSuchEntityException',
    message: 'Login Profile for User alice cannot be found.',
  })
  await iam.send(new CreateLoginProfileCommand({ UserName: 'alice', Password: 'Correct-Horse-1' }))
  const { LoginProfile } = await iam.send(new GetLoginProfileCommand({ UserName: 'alice' }))
  assert.deepEqual(Object.keys(LoginProfile ?? {}).sort(), ['CreateDate', 'PasswordResetRequired', 'UserName'])
})
