import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateInstanceProfileCommand, ListInstanceProfileTagsCommand, TagInstanceProfileCommand, UntagInstanceProfileCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'p' }))
const InstanceProfileName = 'p'

test('UntagInstanceProfile takes away what it names', async () => {
  await iam.send(new TagInstanceProfileCommand({ InstanceProfileName, Tags: ['a', 'b'].map((Key) => ({ Key, Value: '' })) }))
  await iam.send(new UntagInstanceProfileCommand({ InstanceProfileName, TagKeys: ['a', 'c'] }))
  assert.deepEqual((await iam.send(new ListInstanceProfileTagsCommand({ InstanceProfileName }))).Tags, [{ Key: 'b', Value: '' }])
})
