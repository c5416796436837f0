import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DetachRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { allow, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('DeletePolicy takes a policy that nobody has, with one version', async () => {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: allow() }))
  const PolicyArn = Policy?.Arn
  await iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: trust() }))
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'r', PolicyArn }))
  await assert.rejects(iam.send(new DeletePolicyCommand({ PolicyArn })), {
    name: 'DeleteConflictException',
    message: 'Cannot delete a policy attached to entities.',
  })
  await iam.send(new DetachRolePolicyCommand({ RoleName: 'r', PolicyArn }))
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: allow() }))
  await assert.rejects(iam.send(new DeletePolicyCommand({ PolicyArn })), { name: 'DeleteConflictException' })
  await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v2' }))
  await iam.send(new DeletePolicyCommand({ PolicyArn }))
  await assert.rejects(iam.send(new DeletePolicyCommand({ PolicyArn })), { name: 'NoSuchEntityException' })
})
