import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam'
import { decoded, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('GetRole gives the role back, with tags and the boundary', async () => {
  const boundary = 'arn:aws:iam::aws:policy/PowerUserAccess'
  await iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: trust(), PermissionsBoundary: boundary, Tags: [{ Key: 'k', Value: 'v' }] }))
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'r' }))
  assert.deepEqual(decoded(Role?.AssumeRolePolicyDocument), JSON.parse(trust()))
  assert.deepEqual(Role?.Tags, [{ Key: 'k', Value: 'v' }])
  assert.equal(Role?.PermissionsBoundary?.PermissionsBoundaryArn, boundary)
  assert.equal(Role?.MaxSessionDuration, 3600)
})

test('a role that is not there', async () => {
  await assert.rejects(iam.send(new GetRoleCommand({ RoleName: 'nobody' })), {
    name: 'NoSuchEntityException',
    message: 'The role with name nobody cannot be found.',
  })
})
