import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListCreateAccountStatusCommand } from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

test('ListCreateAccountStatus: pages, and tokens that are none', async () => {
  const { organizations, account } = await startOrganization()
  const made = [await account('one'), await account('two'), await account('three')]
  const seen: (string | undefined)[] = []
  let NextToken: string | undefined
  do {
    const page = await organizations.send(new ListCreateAccountStatusCommand({ MaxResults: 1, ...(NextToken && { NextToken }) }))
    assert.equal(page.CreateAccountStatuses?.length, 1)
    seen.push(page.CreateAccountStatuses?.[0]?.AccountId)
    NextToken = page.NextToken
  } while (NextToken)
  assert.deepEqual(seen.sort(), made.sort())
  await assert.rejects(organizations.send(new ListCreateAccountStatusCommand({ NextToken: 'mine' })), {
    name: 'InvalidInputException',
    Reason: 'INVALID_NEXT_TOKEN',
  })
})
