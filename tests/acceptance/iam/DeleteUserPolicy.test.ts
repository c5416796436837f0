import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateUserCommand, DeleteUserPolicyCommand, GetUserPolicyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('DeleteUserPolicy takes an inline policy away', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'x' }))
  await iam.send(new PutUserPolicyCommand({ UserName: 'x', PolicyName: 'p', PolicyDocument: allow() }))
  await iam.send(new DeleteUserPolicyCommand({ UserName: 'x', PolicyName: 'p' }))
  await assert.rejects(iam.send(new GetUserPolicyCommand({ UserName: 'x', PolicyName: 'p' })), { name: 'NoSuchEntityException' })
  await assert.rejects(iam.send(new DeleteUserPolicyCommand({ UserName: 'x', PolicyName: 'p' })), {
    name: 'NoSuchEntityException',
    message: 'The user policy with name p cannot be found.',
  })
})
