import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateOrganizationalUnitCommand, ListChildrenCommand } from '@aws-sdk/client-organizations'
import { MANAGEMENT, startOrganization } from './room.ts'

test('ListChildren: by type, in pages', async () => {
  const { organizations, rootId } = await startOrganization()
  for (const Name of ['a', 'b', 'c']) await organizations.send(new CreateOrganizationalUnitCommand({ ParentId: rootId, Name }))
  const list = (more: object) => organizations.send(new ListChildrenCommand({ ParentId: rootId, ChildType: 'ORGANIZATIONAL_UNIT', ...more }))
  const first = await list({ MaxResults: 2 })
  const second = await list({ MaxResults: 2, NextToken: first.NextToken })
  assert.deepEqual([first.Children?.length, second.Children?.length, second.NextToken], [2, 1, undefined])
  assert.deepEqual((await list({ ChildType: 'ACCOUNT' })).Children, [{ Id: MANAGEMENT, Type: 'ACCOUNT' }])
  await assert.rejects(list({ ChildType: 'ROOT' }), { name: 'InvalidInputException' })
})
