import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateInstanceProfileCommand, ListInstanceProfileTagsCommand, TagInstanceProfileCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'p' }))
const InstanceProfileName = 'p'

test('TagInstanceProfile merges', async () => {
  const tag = (Key: string, Value: string) => iam.send(new TagInstanceProfileCommand({ InstanceProfileName, Tags: [{ Key, Value }] }))
  await tag('a', '1')
  await tag('b', '2')
  await tag('a', '3')
  assert.deepEqual((await iam.send(new ListInstanceProfileTagsCommand({ InstanceProfileName }))).Tags, [
    { Key: 'a', Value: '3' },
    { Key: 'b', Value: '2' },
  ])
  await assert.rejects(tag('aws:x', '1'), { name: 'InvalidInputException' })
})
