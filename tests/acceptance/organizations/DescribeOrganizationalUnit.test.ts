import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateOrganizationalUnitCommand, DescribeOrganizationalUnitCommand } from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

test('DescribeOrganizationalUnit', async () => {
  const { organizations, rootId } = await startOrganization()
  const { OrganizationalUnit: made } = await organizations.send(new CreateOrganizationalUnitCommand({ ParentId: rootId, Name: 'unit' }))
  const describe = (OrganizationalUnitId: string) => organizations.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId }))
  assert.deepEqual((await describe(made?.Id as string)).OrganizationalUnit, made)
  await assert.rejects(describe(`ou-${rootId.slice(2)}-00000000`), { name: 'OrganizationalUnitNotFoundException' })
  await assert.rejects(describe(rootId), { name: 'InvalidInputException' })
})
