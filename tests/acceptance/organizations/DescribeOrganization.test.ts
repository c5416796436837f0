import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DescribeOrganizationCommand, ListAccountsCommand } from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

test('DescribeOrganization: members may ask which organization they are in, and nothing more', async () => {
  const { organization, account, inside } = await startOrganization()
  const member = await inside(await account('member'))
  assert.deepEqual((await member.organizations.send(new DescribeOrganizationCommand({}))).Organization, organization)
  await assert.rejects(member.organizations.send(new ListAccountsCommand({})), {
    name: 'AccessDeniedException',
    message: "You don't have permissions to access this resource.",
  })
})
