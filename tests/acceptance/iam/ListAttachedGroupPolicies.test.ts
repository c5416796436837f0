import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AttachGroupPolicyCommand, CreateGroupCommand, ListAttachedGroupPoliciesCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateGroupCommand({ GroupName: 'g' }))

test('ListAttachedGroupPolicies, in pages', async () => {
  for (const name of ['AmazonS3ReadOnlyAccess', 'IAMFullAccess'])
    await iam.send(new AttachGroupPolicyCommand({ GroupName: 'g', PolicyArn: `arn:aws:iam::aws:policy/${name}` }))
  const first = await iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: 'g', MaxItems: 1 }))
  const second = await iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: 'g', Marker: first.Marker }))
  assert.deepEqual(
    [first, second].map(({ AttachedPolicies }) => AttachedPolicies?.[0]?.PolicyName),
    ['AmazonS3ReadOnlyAccess', 'IAMFullAccess'],
  )
})
