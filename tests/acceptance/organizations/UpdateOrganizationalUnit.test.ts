import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CreateOrganizationalUnitCommand,
  DeleteOrganizationalUnitCommand,
  DescribeOrganizationalUnitCommand,
  ListOrganizationalUnitsForParentCommand,
  UpdateOrganizationalUnitCommand,
} from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

test('UpdateOrganizationalUnit, DescribeOrganizationalUnit', async () => {
  const { organizations, rootId } = await startOrganization()
  const create = async (Name: string) =>
    (await organizations.send(new CreateOrganizationalUnitCommand({ Name, ParentId: rootId }))).OrganizationalUnit?.Id as string
  const [one] = [await create('one'), await create('two')]
  const rename = (Name: string) => organizations.send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: one, Name }))
  await assert.rejects(rename('two'), { name: 'DuplicateOrganizationalUnitException' })
  assert.equal((await rename('ONE')).OrganizationalUnit?.Name, 'ONE')
  assert.equal((await organizations.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: one }))).OrganizationalUnit?.Name, 'ONE')
  const { OrganizationalUnits } = await organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId: rootId }))
  assert.deepEqual(
    OrganizationalUnits?.map(({ Name }) => Name),
    ['ONE', 'two'],
  )
  await organizations.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: one }))
  const gone = { name: 'OrganizationalUnitNotFoundException' }
  await assert.rejects(rename('x'), gone)
  await assert.rejects(organizations.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: one })), gone)
  await assert.rejects(organizations.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: one })), gone)
})
