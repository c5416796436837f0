import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ListMFADeviceTagsCommand, TagMFADeviceCommand } from '@aws-sdk/client-iam'
import { makeDevice } from '../../support/mfa.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
const { serial: SerialNumber } = await makeDevice(iam, 'phone')

test('TagMFADevice merges', async () => {
  const tag = (Key: string, Value: string) => iam.send(new TagMFADeviceCommand({ SerialNumber, Tags: [{ Key, Value }] }))
  await tag('a', '1')
  await tag('b', '2')
  await tag('a', '3')
  assert.deepEqual((await iam.send(new ListMFADeviceTagsCommand({ SerialNumber }))).Tags, [
    { Key: 'a', Value: '3' },
    { Key: 'b', Value: '2' },
  ])
  await assert.rejects(tag('aws:x', '1'), { name: 'InvalidInputException' })
})
