import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateUserCommand, ListVirtualMFADevicesCommand } from '@aws-sdk/client-iam'
import { enabledDevice, makeDevice } from '../../support/mfa.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ListVirtualMFADevices by assignment, with the users, without the seeds', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'alice' }))
  const used = await enabledDevice(iam, 'a', 'alice')
  const unused = await makeDevice(iam, 'b')
  const list = async (AssignmentStatus?: 'Assigned' | 'Unassigned' | 'Any') =>
    (await iam.send(new ListVirtualMFADevicesCommand({ AssignmentStatus }))).VirtualMFADevices ?? []
  assert.deepEqual(
    (await list()).map(({ SerialNumber }) => SerialNumber),
    [used.serial, unused.serial],
  )
  const [assigned] = await list('Assigned')
  assert.deepEqual([assigned?.SerialNumber, assigned?.User?.UserName, assigned?.Base32StringSeed], [used.serial, 'alice', undefined])
  assert.deepEqual(
    (await list('Unassigned')).map(({ SerialNumber }) => SerialNumber),
    [unused.serial],
  )
})
