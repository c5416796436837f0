import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateRoleCommand } from '@aws-sdk/client-iam'
import { allow, decoded, trust } from '../../support/policies.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('CreateRole answers with the role as asked for', async () => {
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: 'Worker',
      Path: '/service-role/',
      AssumeRolePolicyDocument: trust(),
      Description: 'works',
      MaxSessionDuration: 7200,
      Tags: [{ Key: 'k', Value: 'v' }],
    }),
  )
  assert.equal(Role?.Arn, `arn:aws:iam::${ACCOUNT}:role/service-role/Worker`)
  assert.match(Role.RoleId ?? '', /^AROA[A-Z2-7]{17}$/)
  assert.deepEqual(decoded(Role.AssumeRolePolicyDocument), JSON.parse(trust()))
  assert.ok(Math.abs((Role.CreateDate?.getTime() ?? 0) - Date.now()) < 60_000)
  assert.deepEqual([Role.Path, Role.MaxSessionDuration, Role.Tags], ['/service-role/', 7200, [{ Key: 'k', Value: 'v' }]])
})

test('a name is taken whatever its case', async () => {
  await iam.send(new CreateRoleCommand({ RoleName: 'Twice', AssumeRolePolicyDocument: trust() }))
  await assert.rejects(iam.send(new CreateRoleCommand({ RoleName: 'tWICE', AssumeRolePolicyDocument: trust() })), {
    name: 'EntityAlreadyExistsException',
    message: 'Role with name tWICE already exists.',
  })
})

test('a trust policy that is none', async () => {
  const make = (AssumeRolePolicyDocument: string) => iam.send(new CreateRoleCommand({ RoleName: 'Bad', AssumeRolePolicyDocument }))
  await assert.rejects(make('{'), { name: 'MalformedPolicyDocumentException', message: 'This policy contains invalid Json' })
  await assert.rejects(make(allow('sts:AssumeRole')), { name: 'MalformedPolicyDocumentException', message: 'Has prohibited field Resource' })
})

test("the wire's own constraints", async () => {
  await assert.rejects(iam.send(new CreateRoleCommand({ RoleName: 'not a name', AssumeRolePolicyDocument: trust() })), { name: 'ValidationError' })
  await assert.rejects(iam.send(new CreateRoleCommand({ RoleName: 'Short', AssumeRolePolicyDocument: trust(), MaxSessionDuration: 60 })), {
    name: 'ValidationError',
  })
})
