import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateRoleCommand, DeleteRoleCommand, DeleteRolePolicyCommand, GetAccountAuthorizationDetailsCommand, GetRoleCommand } from '@aws-sdk/client-iam'
import { ListBucketsCommand } from '@aws-sdk/client-s3'
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, decoded, trust } from '../../support/policies.ts'
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

test('RoleLastUsed: nothing until somebody works in the role, then when and where; a new role of the name begins anew', async () => {
  const lastUsed = async (RoleName: string) => (await iam.send(new GetRoleCommand({ RoleName }))).Role?.RoleLastUsed
  const user = await makeUser(iam, 'worker', allow())
  const RoleArn = await makeRole(iam, 'worked-in', trust({ AWS: user.arn }), allow())
  assert.deepEqual(await lastUsed('worked-in'), {})
  const { Credentials: made } = await server.clientsAs(user).sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'work' }))
  const session = { accessKeyId: made?.AccessKeyId as string, secretAccessKey: made?.SecretAccessKey as string, sessionToken: made?.SessionToken as string }
  const before = Date.now()
  await server.clientsAs(session).s3.send(new ListBucketsCommand({}))
  const used = await lastUsed('worked-in')
  assert.equal(used?.Region, 'us-east-1')
  assert.ok(Math.abs((used?.LastUsedDate?.getTime() ?? 0) - before) < 5_000)
  const { RoleDetailList } = await iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'] }))
  assert.deepEqual(RoleDetailList?.find((role) => role.RoleName === 'worked-in')?.RoleLastUsed, used)
  await iam.send(new DeleteRolePolicyCommand({ RoleName: 'worked-in', PolicyName: 'own' }))
  await iam.send(new DeleteRoleCommand({ RoleName: 'worked-in' }))
  await makeRole(iam, 'worked-in', trust())
  assert.deepEqual(await lastUsed('worked-in'), {})
})

test('a role that is not there', async () => {
  await assert.rejects(iam.send(new GetRoleCommand({ RoleName: 'nobody' })), {
    name: 'NoSuchEntityException',
    message: 'The role with name nobody cannot be found.',
  })
})
