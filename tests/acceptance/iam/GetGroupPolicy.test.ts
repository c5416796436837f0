import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateGroupCommand, GetGroupPolicyCommand, PutGroupPolicyCommand } from '@aws-sdk/client-iam'
import { allow, decoded } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateGroupCommand({ GroupName: 'g' }))

test('GetGroupPolicy gives the document as it was put', async () => {
  await iam.send(new PutGroupPolicyCommand({ GroupName: 'g', PolicyName: 'p', PolicyDocument: allow('s3:Get*') }))
  const answer = await iam.send(new GetGroupPolicyCommand({ GroupName: 'g', PolicyName: 'p' }))
  assert.deepEqual([answer.GroupName, answer.PolicyName, decoded(answer.PolicyDocument)], ['g', 'p', JSON.parse(allow('s3:Get*'))])
  await assert.rejects(iam.send(new GetGroupPolicyCommand({ GroupName: 'g', PolicyName: 'q' })), {
    name: 'NoSuchEntityException',
    message: 'The group policy with name q cannot be found.',
  })
})
