import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateUserCommand, GetMFADeviceCommand } from '@aws-sdk/client-iam'
import { enabledDevice } from '../../support/mfa.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('GetMFADevice tells whose it is', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'alice' }))
  const { serial: SerialNumber } = await enabledDevice(iam, 'phone', 'alice')
  const answer = await iam.send(new GetMFADeviceCommand({ SerialNumber }))
  assert.deepEqual([answer.UserName, answer.SerialNumber], ['alice', SerialNumber])
  await assert.rejects(iam.send(new GetMFADeviceCommand({ SerialNumber: `${SerialNumber}x` })), { name: 'NoSuchEntityException' })
})
