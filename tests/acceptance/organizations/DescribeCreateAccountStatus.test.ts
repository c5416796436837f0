import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DescribeCreateAccountStatusCommand, ListCreateAccountStatusCommand } from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

test('DescribeCreateAccountStatus, ListCreateAccountStatus: newest first, by state', async () => {
  const { organizations, account, settled } = await startOrganization()
  const first = await account('one')
  const second = await account('two')
  const { CreateAccountStatuses } = await organizations.send(new ListCreateAccountStatusCommand({ States: ['SUCCEEDED'] }))
  assert.deepEqual(CreateAccountStatuses?.map(({ AccountId }) => AccountId).sort(), [first, second].sort())
  assert.deepEqual((await organizations.send(new ListCreateAccountStatusCommand({ States: ['FAILED', 'IN_PROGRESS'] }))).CreateAccountStatuses, [])
  const [newest] = CreateAccountStatuses ?? []
  assert.deepEqual(await settled(newest?.Id as string), newest)
  await assert.rejects(organizations.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: 'car-00000000' })), {
    name: 'CreateAccountStatusNotFoundException',
  })
})
