import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateAccessKeyCommand, CreateUserCommand, DeleteAccessKeyCommand, GetUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('a deleted key stops at once', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'alice' }))
  await iam.send(new PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'own', PolicyDocument: allow('iam:GetUser') }))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }))
  const AccessKeyId = AccessKey?.AccessKeyId as string
  const own = server.clientsAs({ accessKeyId: AccessKeyId, secretAccessKey: AccessKey?.SecretAccessKey as string }).iam
  await own.send(new GetUserCommand({}))
  await iam.send(new DeleteAccessKeyCommand({ UserName: 'alice', AccessKeyId }))
  await assert.rejects(own.send(new GetUserCommand({})), { name: 'InvalidClientTokenId' })
  await assert.rejects(iam.send(new DeleteAccessKeyCommand({ UserName: 'alice', AccessKeyId })), { name: 'NoSuchEntityException' })
})
