import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateInstanceProfileCommand, ListInstanceProfileTagsCommand, TagInstanceProfileCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'p' }))
const InstanceProfileName = 'p'

test('ListInstanceProfileTags, in pages', async () => {
  assert.deepEqual((await iam.send(new ListInstanceProfileTagsCommand({ InstanceProfileName }))).Tags, [])
  await iam.send(new TagInstanceProfileCommand({ InstanceProfileName, Tags: ['a', 'b', 'c'].map((Key) => ({ Key, Value: Key })) }))
  const first = await iam.send(new ListInstanceProfileTagsCommand({ InstanceProfileName, MaxItems: 2 }))
  const second = await iam.send(new ListInstanceProfileTagsCommand({ InstanceProfileName, Marker: first.Marker }))
  assert.deepEqual(
    [...(first.Tags ?? []), ...(second.Tags ?? [])].map(({ Key }) => Key),
    ['a', 'b', 'c'],
  )
})
