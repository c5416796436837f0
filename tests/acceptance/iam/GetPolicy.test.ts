import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand, GetPolicyCommand } from '@aws-sdk/client-iam'
import { allow, trust } from '../../support/policies.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test("GetPolicy knows the account's policies and AWS's", async () => {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: allow() }))
  await iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: trust() }))
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'r', PolicyArn: Policy?.Arn }))
  assert.equal((await iam.send(new GetPolicyCommand({ PolicyArn: Policy?.Arn }))).Policy?.AttachmentCount, 1)
  const managed = await iam.send(new GetPolicyCommand({ PolicyArn: 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess' }))
  assert.deepEqual([managed.Policy?.PolicyName, managed.Policy?.Path], ['AmazonSageMakerFullAccess', '/'])
})

test('a policy that is not there', async () => {
  const PolicyArn = `arn:aws:iam::${ACCOUNT}:policy/nothing`
  await assert.rejects(iam.send(new GetPolicyCommand({ PolicyArn })), { name: 'NoSuchEntityException', message: `Policy ${PolicyArn} was not found.` })
})
