import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateAccessKeyCommand, CreateUserCommand, GetAccessKeyLastUsedCommand, GetUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('GetAccessKeyLastUsed knows when and for what', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'alice' }))
  await iam.send(new PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'own', PolicyDocument: allow('iam:GetUser') }))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }))
  const AccessKeyId = AccessKey?.AccessKeyId as string
  const unused = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }))
  assert.deepEqual([unused.UserName, unused.AccessKeyLastUsed?.ServiceName, unused.AccessKeyLastUsed?.LastUsedDate], ['alice', 'N/A', undefined])
  const own = server.clientsAs({ accessKeyId: AccessKeyId, secretAccessKey: AccessKey?.SecretAccessKey as string }).iam
  await own.send(new GetUserCommand({}))
  const used = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }))
  assert.equal(used.AccessKeyLastUsed?.ServiceName, 'iam')
  assert.ok(Math.abs((used.AccessKeyLastUsed?.LastUsedDate?.getTime() ?? 0) - Date.now()) < 60_000)
})
