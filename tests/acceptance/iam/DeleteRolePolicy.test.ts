import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateRoleCommand, DeleteRolePolicyCommand, GetRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { allow, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('DeleteRolePolicy takes an inline policy away', async () => {
  await iam.send(new CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument: trust() }))
  await iam.send(new PutRolePolicyCommand({ RoleName: 'x', PolicyName: 'p', PolicyDocument: allow() }))
  await iam.send(new DeleteRolePolicyCommand({ RoleName: 'x', PolicyName: 'p' }))
  await assert.rejects(iam.send(new GetRolePolicyCommand({ RoleName: 'x', PolicyName: 'p' })), { name: 'NoSuchEntityException' })
  await assert.rejects(iam.send(new DeleteRolePolicyCommand({ RoleName: 'x', PolicyName: 'p' })), {
    name: 'NoSuchEntityException',
    message: 'The role policy with name p cannot be found.',
  })
})
