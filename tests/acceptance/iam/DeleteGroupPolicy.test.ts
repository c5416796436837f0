import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateGroupCommand, DeleteGroupPolicyCommand, PutGroupPolicyCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateGroupCommand({ GroupName: 'g' }))

test('DeleteGroupPolicy, once', async () => {
  await iam.send(new PutGroupPolicyCommand({ GroupName: 'g', PolicyName: 'p', PolicyDocument: allow('s3:Get*') }))
  await iam.send(new DeleteGroupPolicyCommand({ GroupName: 'g', PolicyName: 'p' }))
  await assert.rejects(iam.send(new DeleteGroupPolicyCommand({ GroupName: 'g', PolicyName: 'p' })), { name: 'NoSuchEntityException' })
})
