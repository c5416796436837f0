import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreatePolicyCommand, CreatePolicyVersionCommand, GetPolicyCommand, SetDefaultPolicyVersionCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('SetDefaultPolicyVersion goes back and forth', async () => {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: allow() }))
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn: Policy?.Arn, PolicyDocument: allow('s3:*') }))
  await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: Policy?.Arn, VersionId: 'v2' }))
  assert.equal((await iam.send(new GetPolicyCommand({ PolicyArn: Policy?.Arn }))).Policy?.DefaultVersionId, 'v2')
  await assert.rejects(iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: Policy?.Arn, VersionId: 'v9' })), { name: 'NoSuchEntityException' })
})
