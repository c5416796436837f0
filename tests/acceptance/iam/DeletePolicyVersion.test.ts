import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreatePolicyCommand, CreatePolicyVersionCommand, DeletePolicyVersionCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('DeletePolicyVersion takes any but the default; numbers are not used again', async () => {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: allow() }))
  const add = async () => (await iam.send(new CreatePolicyVersionCommand({ PolicyArn: Policy?.Arn, PolicyDocument: allow() }))).PolicyVersion?.VersionId
  assert.equal(await add(), 'v2')
  await assert.rejects(iam.send(new DeletePolicyVersionCommand({ PolicyArn: Policy?.Arn, VersionId: 'v1' })), {
    name: 'DeleteConflictException',
    message: 'Cannot delete the default version of a policy.',
  })
  await iam.send(new DeletePolicyVersionCommand({ PolicyArn: Policy?.Arn, VersionId: 'v2' }))
  assert.equal(await add(), 'v3')
})
