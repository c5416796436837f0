import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateUserCommand, ResyncMFADeviceCommand } from '@aws-sdk/client-iam'
import { enabledDevice } from '../../support/mfa.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ResyncMFADevice learns how far a device is off', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'alice' }))
  const device = await enabledDevice(iam, 'phone', 'alice')
  const resync = (first: number, second: number) =>
    iam.send(
      new ResyncMFADeviceCommand({
        UserName: 'alice',
        SerialNumber: device.serial,
        AuthenticationCode1: device.code(first),
        AuthenticationCode2: device.code(second),
      }),
    )
  const ahead = Date.now() + 20 * 60_000
  await resync(ahead, ahead + 30_000)
  await assert.rejects(resync(ahead, ahead), { name: 'InvalidAuthenticationCodeException' })
})
