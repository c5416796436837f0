import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { GetRoleCommand, UpdateRoleDescriptionCommand } from '@aws-sdk/client-iam'
import { makeRole } from '../../support/identities.ts'
import { trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('UpdateRoleDescription answers with the role', async () => {
  await makeRole(iam, 'r', trust())
  const { Role } = await iam.send(new UpdateRoleDescriptionCommand({ RoleName: 'r', Description: 'for work' }))
  assert.deepEqual([Role?.RoleName, Role?.Description], ['r', 'for work'])
  assert.equal((await iam.send(new GetRoleCommand({ RoleName: 'r' }))).Role?.Description, 'for work')
  await assert.rejects(iam.send(new UpdateRoleDescriptionCommand({ RoleName: 'x', Description: '' })), { name: 'NoSuchEntityException' })
})
