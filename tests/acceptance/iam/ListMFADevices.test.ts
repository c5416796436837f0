import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateUserCommand, ListMFADevicesCommand } from '@aws-sdk/client-iam'
import { enabledDevice } from '../../support/mfa.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test("ListMFADevices: a user's, and root's own", async () => {
  await iam.send(new CreateUserCommand({ UserName: 'alice' }))
  const phone = await enabledDevice(iam, 'phone', 'alice')
  assert.deepEqual((await iam.send(new ListMFADevicesCommand({}))).MFADevices, [])
  const own = await enabledDevice(iam, 'root-account-mfa-device', 'root')
  const serials = async (input: object) => (await iam.send(new ListMFADevicesCommand(input))).MFADevices?.map(({ SerialNumber }) => SerialNumber)
  assert.deepEqual(await serials({ UserName: 'alice' }), [phone.serial])
  assert.deepEqual(await serials({}), [own.serial])
  await assert.rejects(serials({ UserName: 'bob' }), { name: 'NoSuchEntityException' })
})
