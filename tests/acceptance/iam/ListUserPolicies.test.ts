import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AttachUserPolicyCommand, CreateUserCommand, ListUserPoliciesCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ListUserPolicies gives the names of inline policies only', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'x' }))
  await iam.send(new AttachUserPolicyCommand({ UserName: 'x', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }))
  for (const PolicyName of ['b', 'a']) await iam.send(new PutUserPolicyCommand({ UserName: 'x', PolicyName, PolicyDocument: allow() }))
  const first = await iam.send(new ListUserPoliciesCommand({ UserName: 'x', MaxItems: 1 }))
  assert.deepEqual([first.PolicyNames, first.IsTruncated], [['a'], true])
  const rest = await iam.send(new ListUserPoliciesCommand({ UserName: 'x', Marker: first.Marker }))
  assert.deepEqual([rest.PolicyNames, rest.IsTruncated], [['b'], false])
})
