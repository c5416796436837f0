import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AttachGroupPolicyCommand, CreateGroupCommand, ListAttachedGroupPoliciesCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateGroupCommand({ GroupName: 'g' }))
const PolicyArn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'

test('AttachGroupPolicy attaches once, however often and by however many at a time', async () => {
  await Promise.all([1, 2, 3, 4].map(() => iam.send(new AttachGroupPolicyCommand({ GroupName: 'g', PolicyArn }))))
  const { AttachedPolicies } = await iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: 'g' }))
  assert.deepEqual(AttachedPolicies, [{ PolicyName: 'AmazonS3ReadOnlyAccess', PolicyArn }])
})

test('a policy that is not there', async () => {
  const missing = 'arn:aws:iam::aws:policy/Nothing'
  await assert.rejects(iam.send(new AttachGroupPolicyCommand({ GroupName: 'g', PolicyArn: missing })), {
    name: 'NoSuchEntityException',
    message: `Policy ${missing} does not exist or is not attachable.`,
  })
})
