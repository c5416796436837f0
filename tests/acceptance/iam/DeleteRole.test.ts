import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { allow, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('DeleteRole takes a role without policies, and only that', async () => {
  const RoleName = 'r'
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust() }))
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }))
  await assert.rejects(iam.send(new DeleteRoleCommand({ RoleName })), {
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must detach all policies first.',
  })
  await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }))
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: allow() }))
  await assert.rejects(iam.send(new DeleteRoleCommand({ RoleName })), {
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must delete policies first.',
  })
  await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'p' }))
  await iam.send(new DeleteRoleCommand({ RoleName }))
  await assert.rejects(iam.send(new GetRoleCommand({ RoleName })), { name: 'NoSuchEntityException' })
  await assert.rejects(iam.send(new DeleteRoleCommand({ RoleName })), { name: 'NoSuchEntityException' })
})
