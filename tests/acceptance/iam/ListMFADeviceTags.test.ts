import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ListMFADeviceTagsCommand, TagMFADeviceCommand } from '@aws-sdk/client-iam'
import { makeDevice } from '../../support/mfa.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
const { serial: SerialNumber } = await makeDevice(iam, 'phone')

test('ListMFADeviceTags, in pages', async () => {
  assert.deepEqual((await iam.send(new ListMFADeviceTagsCommand({ SerialNumber }))).Tags, [])
  await iam.send(new TagMFADeviceCommand({ SerialNumber, Tags: ['a', 'b', 'c'].map((Key) => ({ Key, Value: Key })) }))
  const first = await iam.send(new ListMFADeviceTagsCommand({ SerialNumber, MaxItems: 2 }))
  const second = await iam.send(new ListMFADeviceTagsCommand({ SerialNumber, Marker: first.Marker }))
  assert.deepEqual(
    [...(first.Tags ?? []), ...(second.Tags ?? [])].map(({ Key }) => Key),
    ['a', 'b', 'c'],
  )
})
