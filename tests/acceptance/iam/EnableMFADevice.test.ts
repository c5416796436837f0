import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateUserCommand, DeleteUserCommand, EnableMFADeviceCommand, ListMFADevicesCommand } from '@aws-sdk/client-iam'
import { makeDevice } from '../../support/mfa.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

await iam.send(new CreateUserCommand({ UserName: 'alice' }))

test('EnableMFADevice takes two codes that follow each other', async () => {
  const device = await makeDevice(iam, 'phone')
  const now = Date.now()
  const enable = (first: number, second: number) =>
    iam.send(
      new EnableMFADeviceCommand({
        UserName: 'alice',
        SerialNumber: device.serial,
        AuthenticationCode1: device.code(first),
        AuthenticationCode2: device.code(second),
      }),
    )
  const wrong = { name: 'InvalidAuthenticationCodeException', message: 'Authentication code for device is not valid.' }
  await assert.rejects(enable(now, now), wrong)
  await assert.rejects(enable(now, now - 30_000), wrong)
  await assert.rejects(enable(now - 3_600_000, now - 3_570_000), wrong)
  await enable(now - 30_000, now)
  const { MFADevices } = await iam.send(new ListMFADevicesCommand({ UserName: 'alice' }))
  assert.deepEqual([MFADevices?.[0]?.UserName, MFADevices?.[0]?.SerialNumber], ['alice', device.serial])
  await assert.rejects(enable(now - 30_000, now), { name: 'EntityAlreadyExistsException' })
  await assert.rejects(iam.send(new DeleteUserCommand({ UserName: 'alice' })), {
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must delete MFA device first.',
  })
})

test('a device that is not there', async () => {
  const SerialNumber = `arn:aws:iam::${ACCOUNT}:mfa/none`
  await assert.rejects(
    iam.send(new EnableMFADeviceCommand({ UserName: 'alice', SerialNumber, AuthenticationCode1: '000000', AuthenticationCode2: '000000' })),
    {
      name: 'NoSuchEntityException',
      message: `VirtualMFADevice with serial number ${SerialNumber} doesn't exist.`,
    },
  )
})
