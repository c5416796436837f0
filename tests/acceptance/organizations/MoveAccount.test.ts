import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CreateOrganizationalUnitCommand,
  DeleteOrganizationalUnitCommand,
  ListAccountsForParentCommand,
  ListChildrenCommand,
  ListParentsCommand,
  MoveAccountCommand,
} from '@aws-sdk/client-organizations'
import { MANAGEMENT, startOrganization } from './room.ts'

const { organizations, rootId, account } = await startOrganization()
const id = await account('member')
const { OrganizationalUnit } = await organizations.send(new CreateOrganizationalUnitCommand({ Name: 'unit', ParentId: rootId }))
const unit = OrganizationalUnit?.Id as string
const move = (SourceParentId: string, DestinationParentId: string, AccountId = id) =>
  organizations.send(new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }))

test('MoveAccount, and where an account hangs: ListParents, ListChildren, ListAccountsForParent', async () => {
  const parents = async (ChildId: string) => (await organizations.send(new ListParentsCommand({ ChildId }))).Parents
  const accountsOf = async (ParentId: string) => (await organizations.send(new ListAccountsForParentCommand({ ParentId }))).Accounts?.map(({ Id }) => Id)
  assert.deepEqual(await parents(id), [{ Id: rootId, Type: 'ROOT' }])
  assert.deepEqual(await parents(unit), [{ Id: rootId, Type: 'ROOT' }])
  assert.deepEqual(await accountsOf(rootId), [MANAGEMENT, id])
  await move(rootId, unit)
  assert.deepEqual(await parents(id), [{ Id: unit, Type: 'ORGANIZATIONAL_UNIT' }])
  assert.deepEqual([await accountsOf(rootId), await accountsOf(unit)], [[MANAGEMENT], [id]])
  const children = async (ChildType: 'ACCOUNT' | 'ORGANIZATIONAL_UNIT') =>
    (await organizations.send(new ListChildrenCommand({ ParentId: rootId, ChildType }))).Children
  assert.deepEqual(await children('ORGANIZATIONAL_UNIT'), [{ Id: unit, Type: 'ORGANIZATIONAL_UNIT' }])
  assert.deepEqual(await children('ACCOUNT'), [{ Id: MANAGEMENT, Type: 'ACCOUNT' }])
  await assert.rejects(organizations.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: unit })), { name: 'OrganizationalUnitNotEmptyException' })
})

test('where it is not, where nothing is, and where it is already', async () => {
  const nowhere = `ou-${rootId.slice(2)}-00000000`
  await assert.rejects(move(rootId, unit), { name: 'DuplicateAccountException' })
  await assert.rejects(move(rootId, rootId), { name: 'SourceParentNotFoundException' })
  await assert.rejects(move(nowhere, rootId), { name: 'SourceParentNotFoundException' })
  await assert.rejects(move(unit, nowhere), { name: 'DestinationParentNotFoundException' })
  await assert.rejects(move(unit, rootId, '999999999999'), { name: 'AccountNotFoundException' })
  await assert.rejects(organizations.send(new ListParentsCommand({ ChildId: '999999999999' })), { name: 'ChildNotFoundException' })
  await assert.rejects(organizations.send(new ListChildrenCommand({ ParentId: nowhere, ChildType: 'ACCOUNT' })), { name: 'ParentNotFoundException' })
  await assert.rejects(organizations.send(new ListAccountsForParentCommand({ ParentId: nowhere })), { name: 'ParentNotFoundException' })
})
