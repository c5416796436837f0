import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateUserCommand, DeactivateMFADeviceCommand, DeleteVirtualMFADeviceCommand } from '@aws-sdk/client-iam'
import { enabledDevice } from '../../support/mfa.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('DeleteVirtualMFADevice, once nobody uses it', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'alice' }))
  const { serial: SerialNumber } = await enabledDevice(iam, 'phone', 'alice')
  const remove = () => iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber }))
  await assert.rejects(remove(), { name: 'DeleteConflictException', message: 'MFA VirtualDevice is currently in use.' })
  await iam.send(new DeactivateMFADeviceCommand({ UserName: 'alice', SerialNumber }))
  await remove()
  await assert.rejects(remove(), { name: 'NoSuchEntityException' })
})
