import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DescribeAccountCommand } from '@aws-sdk/client-organizations'
import { MANAGEMENT, startOrganization } from './room.ts'

test('DescribeAccount', async () => {
  const { organizations } = await startOrganization()
  const { Account } = await organizations.send(new DescribeAccountCommand({ AccountId: MANAGEMENT }))
  assert.equal(Account?.Id, MANAGEMENT)
  assert.match(Account?.Email ?? '', /@/)
  await assert.rejects(organizations.send(new DescribeAccountCommand({ AccountId: '999999999999' })), { name: 'AccountNotFoundException' })
  await assert.rejects(organizations.send(new DescribeAccountCommand({ AccountId: 'nobody' })), { name: 'InvalidInputException' })
})
