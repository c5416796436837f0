import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateRoleCommand, GetRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { allow, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('GetRolePolicy gives the document as it was sent, URL-encoded', async () => {
  await iam.send(new CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument: trust() }))
  const sent = `${allow('s3:GetObject', 'arn:aws:s3:::bücket/*')}\n`
  await iam.send(new PutRolePolicyCommand({ RoleName: 'x', PolicyName: 'p', PolicyDocument: sent }))
  const answer = await iam.send(new GetRolePolicyCommand({ RoleName: 'x', PolicyName: 'p' }))
  assert.equal(decodeURIComponent(answer.PolicyDocument ?? ''), sent)
  assert.deepEqual([answer.RoleName, answer.PolicyName], ['x', 'p'])
  await assert.rejects(iam.send(new GetRolePolicyCommand({ RoleName: 'x', PolicyName: 'q' })), {
    name: 'NoSuchEntityException',
    message: 'The role policy with name q cannot be found.',
  })
})
