import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateOrganizationalUnitCommand, ListOrganizationalUnitsForParentCommand } from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

test('ListOrganizationalUnitsForParent: by name, those right below', async () => {
  const { organizations, rootId } = await startOrganization()
  const create = async (Name: string, ParentId = rootId) =>
    (await organizations.send(new CreateOrganizationalUnitCommand({ ParentId, Name }))).OrganizationalUnit?.Id as string
  const b = await create('b')
  await create('a')
  await create('below', b)
  const names = async (ParentId: string) =>
    (await organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId }))).OrganizationalUnits?.map(({ Name }) => Name)
  assert.deepEqual([await names(rootId), await names(b)], [['a', 'b'], ['below']])
  await assert.rejects(names('r-zzzz'), { name: 'ParentNotFoundException' })
})
