import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam'
import { trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ListRoles gives them by name, page by page, under a path', async () => {
  for (const [name, path] of [
    ['c', '/'],
    ['a', '/team/'],
    ['b', '/team/x/'],
  ])
    await iam.send(new CreateRoleCommand({ RoleName: name, Path: path, AssumeRolePolicyDocument: trust() }))
  const first = await iam.send(new ListRolesCommand({ MaxItems: 2 }))
  assert.deepEqual([first.Roles?.map((role) => role.RoleName), first.IsTruncated], [['a', 'b'], true])
  const rest = await iam.send(new ListRolesCommand({ Marker: first.Marker }))
  assert.deepEqual([rest.Roles?.map((role) => role.RoleName), rest.IsTruncated, rest.Marker], [['c'], false, undefined])
  const team = await iam.send(new ListRolesCommand({ PathPrefix: '/team/' }))
  assert.deepEqual(
    team.Roles?.map((role) => role.RoleName),
    ['a', 'b'],
  )
})

test('a marker that is none of ours', async () => {
  await assert.rejects(iam.send(new ListRolesCommand({ Marker: 'abc' })), { name: 'ValidationError', message: 'Invalid Marker.' })
})
