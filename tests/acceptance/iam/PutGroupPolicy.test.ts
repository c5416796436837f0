import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateGroupCommand, GetGroupPolicyCommand, PutGroupPolicyCommand } from '@aws-sdk/client-iam'
import { allow, decoded } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateGroupCommand({ GroupName: 'g' }))

test('PutGroupPolicy replaces one of the same name', async () => {
  for (const action of ['s3:Get*', 's3:Put*']) await iam.send(new PutGroupPolicyCommand({ GroupName: 'g', PolicyName: 'p', PolicyDocument: allow(action) }))
  const { PolicyDocument } = await iam.send(new GetGroupPolicyCommand({ GroupName: 'g', PolicyName: 'p' }))
  assert.deepEqual(decoded(PolicyDocument), JSON.parse(allow('s3:Put*')))
})

test('no policy, and one that is too long', async () => {
  const put = (PolicyDocument: string) => iam.send(new PutGroupPolicyCommand({ GroupName: 'g', PolicyName: 'q', PolicyDocument }))
  await assert.rejects(put('{}'), { name: 'MalformedPolicyDocumentException' })
  await assert.rejects(put(allow(Array.from({ length: 600 }, (_, number) => `s3:Get${number}`))), {
    name: 'LimitExceededException',
    message: 'Maximum policy size of 5120 bytes exceeded for group g',
  })
})
