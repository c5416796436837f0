import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListRootsCommand } from '@aws-sdk/client-organizations'
import { MANAGEMENT, startOrganization } from './room.ts'

test('ListRoots: an organization has one', async () => {
  const { organizations, organization, rootId } = await startOrganization()
  const { Roots, NextToken } = await organizations.send(new ListRootsCommand({}))
  assert.deepEqual(Roots, [{ Id: rootId, Arn: `arn:aws:organizations::${MANAGEMENT}:root/${organization?.Id}/${rootId}`, Name: 'Root', PolicyTypes: [] }])
  assert.match(rootId, /^r-[0-9a-z]{4,32}$/)
  assert.equal(NextToken, undefined)
})
