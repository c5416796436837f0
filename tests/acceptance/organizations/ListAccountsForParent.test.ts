import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListAccountsForParentCommand } from '@aws-sdk/client-organizations'
import { MANAGEMENT, startOrganization } from './room.ts'

test('ListAccountsForParent: those that hang right there', async () => {
  const { organizations, rootId, account } = await startOrganization()
  const id = await account('member')
  const { Accounts } = await organizations.send(new ListAccountsForParentCommand({ ParentId: rootId }))
  assert.deepEqual(
    Accounts?.map(({ Id }) => Id),
    [MANAGEMENT, id],
  )
  await assert.rejects(organizations.send(new ListAccountsForParentCommand({ ParentId: 'r-zzzz' })), { name: 'ParentNotFoundException' })
})
