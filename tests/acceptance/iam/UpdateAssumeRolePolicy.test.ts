import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateRoleCommand, GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import { decoded, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('UpdateAssumeRolePolicy changes whom the role trusts', async () => {
  await iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: trust() }))
  const PolicyDocument = trust({ Service: ['sagemaker.amazonaws.com', 'scheduler.amazonaws.com'] })
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'r', PolicyDocument }))
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'r' }))
  assert.deepEqual(decoded(Role?.AssumeRolePolicyDocument), JSON.parse(PolicyDocument))
  await assert.rejects(iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'r', PolicyDocument: '[]' })), { name: 'MalformedPolicyDocumentException' })
})
