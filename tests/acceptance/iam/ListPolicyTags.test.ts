import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreatePolicyCommand, ListPolicyTagsCommand, TagPolicyCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
const PolicyArn = (await iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: allow('s3:*') }))).Policy?.Arn as string

test('ListPolicyTags, in pages', async () => {
  assert.deepEqual((await iam.send(new ListPolicyTagsCommand({ PolicyArn }))).Tags, [])
  await iam.send(new TagPolicyCommand({ PolicyArn, Tags: ['a', 'b', 'c'].map((Key) => ({ Key, Value: Key })) }))
  const first = await iam.send(new ListPolicyTagsCommand({ PolicyArn, MaxItems: 2 }))
  const second = await iam.send(new ListPolicyTagsCommand({ PolicyArn, Marker: first.Marker }))
  assert.deepEqual(
    [...(first.Tags ?? []), ...(second.Tags ?? [])].map(({ Key }) => Key),
    ['a', 'b', 'c'],
  )
})
