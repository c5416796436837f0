import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateRoleCommand, GetRoleCommand, UpdateRoleCommand } from '@aws-sdk/client-iam'
import { trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('UpdateRole changes what it names', async () => {
  await iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: trust(), Description: 'before' }))
  await iam.send(new UpdateRoleCommand({ RoleName: 'r', MaxSessionDuration: 43_200 }))
  await iam.send(new UpdateRoleCommand({ RoleName: 'r', Description: 'after' }))
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'r' }))
  assert.deepEqual([Role?.Description, Role?.MaxSessionDuration], ['after', 43_200])
  await assert.rejects(iam.send(new UpdateRoleCommand({ RoleName: 'nobody' })), { name: 'NoSuchEntityException' })
})
