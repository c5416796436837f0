import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateOrganizationalUnitCommand, DeleteOrganizationalUnitCommand, ListTagsForResourceCommand } from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

test('DeleteOrganizationalUnit: empty ones only, with their tags', async () => {
  const { organizations, rootId } = await startOrganization()
  const create = async (ParentId: string) =>
    (await organizations.send(new CreateOrganizationalUnitCommand({ ParentId, Name: 'unit', Tags: [{ Key: 'a', Value: 'b' }] }))).OrganizationalUnit
      ?.Id as string
  const outer = await create(rootId)
  const inner = await create(outer)
  const remove = (OrganizationalUnitId: string) => organizations.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId }))
  await assert.rejects(remove(outer), { name: 'OrganizationalUnitNotEmptyException' })
  await remove(inner)
  await remove(outer)
  await assert.rejects(remove(outer), { name: 'OrganizationalUnitNotFoundException' })
  await assert.rejects(organizations.send(new ListTagsForResourceCommand({ ResourceId: outer })), { name: 'TargetNotFoundException' })
})
