import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateOrganizationalUnitCommand, ListParentsCommand } from '@aws-sdk/client-organizations'
import { MANAGEMENT, startOrganization } from './room.ts'

test('ListParents of an account and of units', async () => {
  const { organizations, rootId } = await startOrganization()
  const create = async (ParentId: string) =>
    (await organizations.send(new CreateOrganizationalUnitCommand({ ParentId, Name: 'unit' }))).OrganizationalUnit?.Id as string
  const outer = await create(rootId)
  const inner = await create(outer)
  const parents = async (ChildId: string) => (await organizations.send(new ListParentsCommand({ ChildId }))).Parents
  assert.deepEqual(await parents(MANAGEMENT), [{ Id: rootId, Type: 'ROOT' }])
  assert.deepEqual(await parents(inner), [{ Id: outer, Type: 'ORGANIZATIONAL_UNIT' }])
  await assert.rejects(parents(`ou-${rootId.slice(2)}-00000000`), { name: 'ChildNotFoundException' })
})
