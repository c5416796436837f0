import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreatePolicyCommand, ListPolicyTagsCommand, TagPolicyCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
const PolicyArn = (await iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: allow('s3:*') }))).Policy?.Arn as string

test('TagPolicy merges', async () => {
  const tag = (Key: string, Value: string) => iam.send(new TagPolicyCommand({ PolicyArn, Tags: [{ Key, Value }] }))
  await tag('a', '1')
  await tag('b', '2')
  await tag('a', '3')
  assert.deepEqual((await iam.send(new ListPolicyTagsCommand({ PolicyArn }))).Tags, [
    { Key: 'a', Value: '3' },
    { Key: 'b', Value: '2' },
  ])
  await assert.rejects(tag('aws:x', '1'), { name: 'InvalidInputException' })
})
