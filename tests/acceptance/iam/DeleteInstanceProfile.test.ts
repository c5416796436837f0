import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  DeleteInstanceProfileCommand,
  RemoveRoleFromInstanceProfileCommand,
} from '@aws-sdk/client-iam'
import { makeRole } from '../../support/identities.ts'
import { trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'p' }))

test('DeleteInstanceProfile, once it is empty', async () => {
  await makeRole(iam, 'r', trust())
  const input = { InstanceProfileName: 'p', RoleName: 'r' }
  await iam.send(new AddRoleToInstanceProfileCommand(input))
  await assert.rejects(iam.send(new DeleteInstanceProfileCommand(input)), { name: 'DeleteConflictException' })
  await iam.send(new RemoveRoleFromInstanceProfileCommand(input))
  await iam.send(new DeleteInstanceProfileCommand(input))
  await assert.rejects(iam.send(new DeleteInstanceProfileCommand(input)), { name: 'NoSuchEntityException' })
})
