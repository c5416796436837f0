import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateAccessKeyCommand, CreateUserCommand, GetUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('CreateAccessKey gives a key that signs at once', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'alice' }))
  await iam.send(new PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'own', PolicyDocument: allow('iam:GetUser') }))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }))
  assert.match(AccessKey?.AccessKeyId ?? '', /^AKIA[A-Z2-7]{16}$/)
  assert.equal(AccessKey?.SecretAccessKey?.length, 40)
  assert.deepEqual([AccessKey?.UserName, AccessKey?.Status], ['alice', 'Active'])
  const own = server.clientsAs({ accessKeyId: AccessKey?.AccessKeyId as string, secretAccessKey: AccessKey?.SecretAccessKey as string }).iam
  assert.equal((await own.send(new GetUserCommand({}))).User?.UserName, 'alice')
})

test('the third is one too many', async () => {
  await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }))
  await assert.rejects(iam.send(new CreateAccessKeyCommand({ UserName: 'alice' })), {
    name: 'LimitExceededException',
    message: 'Cannot exceed quota for AccessKeysPerUser: 2',
  })
  await assert.rejects(iam.send(new CreateAccessKeyCommand({ UserName: 'nobody' })), { name: 'NoSuchEntityException' })
})
