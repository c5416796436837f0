import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateAccessKeyCommand, CreateUserCommand, GetUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('GetUser with a name, without one, and of nobody', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'alice' }))
  await iam.send(new PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'own', PolicyDocument: allow('iam:GetUser') }))
  assert.equal((await iam.send(new GetUserCommand({ UserName: 'alice' }))).User?.UserName, 'alice')
  assert.equal((await iam.send(new GetUserCommand({}))).User?.Arn, `arn:aws:iam::${ACCOUNT}:root`)
  await assert.rejects(iam.send(new GetUserCommand({ UserName: 'nobody' })), {
    name: 'NoSuchEntityException',
    message: 'The user with name nobody cannot be found.',
  })
})

test('without a name a user gets itself', async () => {
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }))
  const own = server.clientsAs({ accessKeyId: AccessKey?.AccessKeyId as string, secretAccessKey: AccessKey?.SecretAccessKey as string }).iam
  assert.equal((await own.send(new GetUserCommand({}))).User?.UserName, 'alice')
})
