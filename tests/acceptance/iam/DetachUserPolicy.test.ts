import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AttachUserPolicyCommand, CreateUserCommand, DetachUserPolicyCommand, ListAttachedUserPoliciesCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('DetachUserPolicy takes what is attached', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'x' }))
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
  await iam.send(new AttachUserPolicyCommand({ UserName: 'x', PolicyArn }))
  await iam.send(new DetachUserPolicyCommand({ UserName: 'x', PolicyArn }))
  assert.deepEqual((await iam.send(new ListAttachedUserPoliciesCommand({ UserName: 'x' }))).AttachedPolicies, [])
  await assert.rejects(iam.send(new DetachUserPolicyCommand({ UserName: 'x', PolicyArn })), {
    name: 'NoSuchEntityException',
    message: `Policy ${PolicyArn} was not found.`,
  })
})
