import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateServiceLinkedRoleCommand, DeleteServiceLinkedRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam'
import { makeRole } from '../../support/identities.ts'
import { trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('DeleteServiceLinkedRole deletes such roles and no others', async () => {
  const { Role } = await iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: 'cloudtrail.amazonaws.com' }))
  const { DeletionTaskId } = await iam.send(new DeleteServiceLinkedRoleCommand({ RoleName: Role?.RoleName }))
  assert.match(DeletionTaskId ?? '', /^task\/aws-service-role\/cloudtrail\.amazonaws\.com\/AWSServiceRoleForCloudTrail\/[0-9a-f-]{36}$/)
  await assert.rejects(iam.send(new GetRoleCommand({ RoleName: Role?.RoleName })), { name: 'NoSuchEntityException' })
  await makeRole(iam, 'own', trust())
  await assert.rejects(iam.send(new DeleteServiceLinkedRoleCommand({ RoleName: 'own' })), { name: 'NoSuchEntityException' })
})
