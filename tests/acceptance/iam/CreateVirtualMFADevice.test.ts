import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateVirtualMFADeviceCommand } from '@aws-sdk/client-iam'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('CreateVirtualMFADevice gives the seed, as text and as a picture', async () => {
  const { VirtualMFADevice: device } = await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone', Path: '/p/' }))
  assert.equal(device?.SerialNumber, `arn:aws:iam::${ACCOUNT}:mfa/p/phone`)
  assert.match(Buffer.from(device?.Base32StringSeed as Uint8Array).toString(), /^[A-Z2-7]{64}$/)
  assert.equal(
    Buffer.from(device?.QRCodePNG as Uint8Array)
      .subarray(1, 4)
      .toString(),
    'PNG',
  )
})

test('a name that is taken', async () => {
  await assert.rejects(iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone', Path: '/p/' })), {
    name: 'EntityAlreadyExistsException',
    message: 'MFADevice entity at the same path and name already exists.',
  })
})
