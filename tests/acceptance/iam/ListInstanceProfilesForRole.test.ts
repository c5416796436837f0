import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AddRoleToInstanceProfileCommand, CreateInstanceProfileCommand, DeleteRoleCommand, ListInstanceProfilesForRoleCommand } from '@aws-sdk/client-iam'
import { makeRole } from '../../support/identities.ts'
import { trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'p' }))

test('ListInstanceProfilesForRole; such a role cannot be deleted', async () => {
  await makeRole(iam, 'r', trust())
  assert.deepEqual((await iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: 'r' }))).InstanceProfiles, [])
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'p', RoleName: 'r' }))
  const { InstanceProfiles } = await iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: 'r' }))
  assert.deepEqual(
    InstanceProfiles?.map(({ InstanceProfileName }) => InstanceProfileName),
    ['p'],
  )
  await assert.rejects(iam.send(new DeleteRoleCommand({ RoleName: 'r' })), {
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must remove roles from instance profile first.',
  })
})
