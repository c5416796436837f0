import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AttachRolePolicyCommand, CreateRoleCommand, DetachRolePolicyCommand, ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam'
import { trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('DetachRolePolicy takes what is attached', async () => {
  await iam.send(new CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument: trust() }))
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'x', PolicyArn }))
  await iam.send(new DetachRolePolicyCommand({ RoleName: 'x', PolicyArn }))
  assert.deepEqual((await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'x' }))).AttachedPolicies, [])
  await assert.rejects(iam.send(new DetachRolePolicyCommand({ RoleName: 'x', PolicyArn })), {
    name: 'NoSuchEntityException',
    message: `Policy ${PolicyArn} was not found.`,
  })
})
