import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AttachRolePolicyCommand, CreateRoleCommand, ListRolePoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { allow, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ListRolePolicies gives the names of inline policies only', async () => {
  await iam.send(new CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument: trust() }))
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'x', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }))
  for (const PolicyName of ['b', 'a']) await iam.send(new PutRolePolicyCommand({ RoleName: 'x', PolicyName, PolicyDocument: allow() }))
  const first = await iam.send(new ListRolePoliciesCommand({ RoleName: 'x', MaxItems: 1 }))
  assert.deepEqual([first.PolicyNames, first.IsTruncated], [['a'], true])
  const rest = await iam.send(new ListRolePoliciesCommand({ RoleName: 'x', Marker: first.Marker }))
  assert.deepEqual([rest.PolicyNames, rest.IsTruncated], [['b'], false])
})
