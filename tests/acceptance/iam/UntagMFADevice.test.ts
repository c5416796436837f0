import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ListMFADeviceTagsCommand, TagMFADeviceCommand, UntagMFADeviceCommand } from '@aws-sdk/client-iam'
import { makeDevice } from '../../support/mfa.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
const { serial: SerialNumber } = await makeDevice(iam, 'phone')

test('UntagMFADevice takes away what it names', async () => {
  await iam.send(new TagMFADeviceCommand({ SerialNumber, Tags: ['a', 'b'].map((Key) => ({ Key, Value: '' })) }))
  await iam.send(new UntagMFADeviceCommand({ SerialNumber, TagKeys: ['a', 'c'] }))
  assert.deepEqual((await iam.send(new ListMFADeviceTagsCommand({ SerialNumber }))).Tags, [{ Key: 'b', Value: '' }])
})
