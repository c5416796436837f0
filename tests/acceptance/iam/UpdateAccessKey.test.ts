import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateAccessKeyCommand, CreateUserCommand, GetUserCommand, PutUserPolicyCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('an inactive key stops at once, and works again when it is active', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'alice' }))
  await iam.send(new PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'own', PolicyDocument: allow('iam:GetUser') }))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }))
  const AccessKeyId = AccessKey?.AccessKeyId as string
  const own = server.clientsAs({ accessKeyId: AccessKeyId, secretAccessKey: AccessKey?.SecretAccessKey as string }).iam
  await own.send(new GetUserCommand({}))
  await iam.send(new UpdateAccessKeyCommand({ UserName: 'alice', AccessKeyId, Status: 'Inactive' }))
  await assert.rejects(own.send(new GetUserCommand({})), { name: 'InvalidClientTokenId' })
  await iam.send(new UpdateAccessKeyCommand({ UserName: 'alice', AccessKeyId, Status: 'Active' }))
  await own.send(new GetUserCommand({}))
})

test("another's key is not found", async () => {
  await iam.send(new CreateUserCommand({ UserName: 'bob' }))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'bob' }))
  await assert.rejects(iam.send(new UpdateAccessKeyCommand({ UserName: 'alice', AccessKeyId: AccessKey?.AccessKeyId, Status: 'Inactive' })), {
    name: 'NoSuchEntityException',
    message: `The Access Key with id ${AccessKey?.AccessKeyId} cannot be found.`,
  })
})
