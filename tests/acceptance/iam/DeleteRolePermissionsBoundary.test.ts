import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DeleteRolePermissionsBoundaryCommand, GetRoleCommand, PutRolePermissionsBoundaryCommand } from '@aws-sdk/client-iam'
import { makeRole } from '../../support/identities.ts'
import { trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('DeleteRolePermissionsBoundary, once', async () => {
  await makeRole(iam, 'r', trust())
  await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'r', PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }))
  await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'r' }))
  assert.equal((await iam.send(new GetRoleCommand({ RoleName: 'r' }))).Role?.PermissionsBoundary, undefined)
  await assert.rejects(iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'r' })), { name: 'NoSuchEntityException' })
})
