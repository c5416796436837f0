import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateUserCommand, DeactivateMFADeviceCommand, ListMFADevicesCommand } from '@aws-sdk/client-iam'
import { enabledDevice } from '../../support/mfa.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('DeactivateMFADevice, once; the device stays', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'alice' }))
  const { serial: SerialNumber } = await enabledDevice(iam, 'phone', 'alice')
  await iam.send(new DeactivateMFADeviceCommand({ UserName: 'alice', SerialNumber }))
  assert.deepEqual((await iam.send(new ListMFADevicesCommand({ UserName: 'alice' }))).MFADevices, [])
  await assert.rejects(iam.send(new DeactivateMFADeviceCommand({ UserName: 'alice', SerialNumber })), { name: 'NoSuchEntityException' })
})
