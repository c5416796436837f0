import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreatePolicyCommand, ListPolicyTagsCommand, TagPolicyCommand, UntagPolicyCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
const PolicyArn = (await iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: allow('s3:*') }))).Policy?.Arn as string

test('UntagPolicy takes away what it names', async () => {
  await iam.send(new TagPolicyCommand({ PolicyArn, Tags: ['a', 'b'].map((Key) => ({ Key, Value: '' })) }))
  await iam.send(new UntagPolicyCommand({ PolicyArn, TagKeys: ['a', 'c'] }))
  assert.deepEqual((await iam.send(new ListPolicyTagsCommand({ PolicyArn }))).Tags, [{ Key: 'b', Value: '' }])
})
