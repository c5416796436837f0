import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateUserCommand, GetUserPolicyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('GetUserPolicy gives the document as it was sent, URL-encoded', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'x' }))
  const sent = `${allow('s3:GetObject', 'arn:aws:s3:::bücket/*')}\n`
  await iam.send(new PutUserPolicyCommand({ UserName: 'x', PolicyName: 'p', PolicyDocument: sent }))
  const answer = await iam.send(new GetUserPolicyCommand({ UserName: 'x', PolicyName: 'p' }))
  assert.equal(decodeURIComponent(answer.PolicyDocument ?? ''), sent)
  assert.deepEqual([answer.UserName, answer.PolicyName], ['x', 'p'])
  await assert.rejects(iam.send(new GetUserPolicyCommand({ UserName: 'x', PolicyName: 'q' })), {
    name: 'NoSuchEntityException',
    message: 'The user policy with name q cannot be found.',
  })
})
