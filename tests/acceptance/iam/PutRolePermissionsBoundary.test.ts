import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { GetRoleCommand, PutRolePermissionsBoundaryCommand } from '@aws-sdk/client-iam'
import { makeRole } from '../../support/identities.ts'
import { trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('PutRolePermissionsBoundary is what GetRole tells', async () => {
  await makeRole(iam, 'r', trust())
  const PermissionsBoundary = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'
  await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'r', PermissionsBoundary }))
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'r' }))
  assert.equal(Role?.PermissionsBoundary?.PermissionsBoundaryArn, PermissionsBoundary)
  await assert.rejects(iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'r', PermissionsBoundary: `${PermissionsBoundary}X` })), {
    name: 'NoSuchEntityException',
  })
})
