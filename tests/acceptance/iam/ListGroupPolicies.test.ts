import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateGroupCommand, ListGroupPoliciesCommand, PutGroupPolicyCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateGroupCommand({ GroupName: 'g' }))

test('ListGroupPolicies by name', async () => {
  for (const PolicyName of ['b', 'a']) await iam.send(new PutGroupPolicyCommand({ GroupName: 'g', PolicyName, PolicyDocument: allow('s3:Get*') }))
  assert.deepEqual((await iam.send(new ListGroupPoliciesCommand({ GroupName: 'g' }))).PolicyNames, ['a', 'b'])
})
