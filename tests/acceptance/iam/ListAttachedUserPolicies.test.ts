import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AttachUserPolicyCommand, CreateUserCommand, ListAttachedUserPoliciesCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ListAttachedUserPolicies pages', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'x' }))
  for (const name of ['PowerUserAccess', 'IAMFullAccess', 'AmazonS3FullAccess'])
    await iam.send(new AttachUserPolicyCommand({ UserName: 'x', PolicyArn: `arn:aws:iam::aws:policy/${name}` }))
  const first = await iam.send(new ListAttachedUserPoliciesCommand({ UserName: 'x', MaxItems: 2 }))
  assert.deepEqual([first.AttachedPolicies?.map((policy) => policy.PolicyName), first.IsTruncated], [['AmazonS3FullAccess', 'IAMFullAccess'], true])
  const rest = await iam.send(new ListAttachedUserPoliciesCommand({ UserName: 'x', Marker: first.Marker }))
  assert.deepEqual([rest.AttachedPolicies?.map((policy) => policy.PolicyName), rest.IsTruncated], [['PowerUserAccess'], false])
  await assert.rejects(iam.send(new ListAttachedUserPoliciesCommand({ UserName: 'nobody' })), { name: 'NoSuchEntityException' })
})
