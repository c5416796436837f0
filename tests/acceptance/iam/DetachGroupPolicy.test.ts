import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AttachGroupPolicyCommand, CreateGroupCommand, DetachGroupPolicyCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateGroupCommand({ GroupName: 'g' }))
const PolicyArn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'

test('DetachGroupPolicy, once', async () => {
  await iam.send(new AttachGroupPolicyCommand({ GroupName: 'g', PolicyArn }))
  await iam.send(new DetachGroupPolicyCommand({ GroupName: 'g', PolicyArn }))
  await assert.rejects(iam.send(new DetachGroupPolicyCommand({ GroupName: 'g', PolicyArn })), {
    name: 'NoSuchEntityException',
    message: `Policy ${PolicyArn} was not found.`,
  })
})

test('attaching and detaching at the same time leaves one of the two states', async () => {
  const calls = Array.from({ length: 20 }, (_, number) =>
    number % 2 === 0
      ? iam.send(new AttachGroupPolicyCommand({ GroupName: 'g', PolicyArn }))
      : iam.send(new DetachGroupPolicyCommand({ GroupName: 'g', PolicyArn })),
  )
  const refused = (await Promise.allSettled(calls)).flatMap((result) => (result.status === 'rejected' ? [result.reason.name] : []))
  assert.ok(
    refused.every((name) => name === 'NoSuchEntityException'),
    refused.join(),
  )
})
