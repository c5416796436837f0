import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AttachRolePolicyCommand, CreateRoleCommand, ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam'
import { trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ListAttachedRolePolicies pages', async () => {
  await iam.send(new CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument: trust() }))
  for (const name of ['PowerUserAccess', 'IAMFullAccess', 'AmazonS3FullAccess'])
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'x', PolicyArn: `arn:aws:iam::aws:policy/${name}` }))
  const first = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'x', MaxItems: 2 }))
  assert.deepEqual([first.AttachedPolicies?.map((policy) => policy.PolicyName), first.IsTruncated], [['AmazonS3FullAccess', 'IAMFullAccess'], true])
  const rest = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'x', Marker: first.Marker }))
  assert.deepEqual([rest.AttachedPolicies?.map((policy) => policy.PolicyName), rest.IsTruncated], [['PowerUserAccess'], false])
  await assert.rejects(iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'nobody' })), { name: 'NoSuchEntityException' })
})
