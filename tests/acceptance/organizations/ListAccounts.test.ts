import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListAccountsCommand } from '@aws-sdk/client-organizations'
import { MANAGEMENT, startOrganization } from './room.ts'

test('ListAccounts: the management account first, then those that joined', async () => {
  const { organizations, organization, account } = await startOrganization()
  const id = await account('member')
  const { Accounts, NextToken } = await organizations.send(new ListAccountsCommand({}))
  assert.equal(NextToken, undefined)
  assert.deepEqual(
    Accounts?.map(({ Id, JoinedMethod, Status }) => [Id, JoinedMethod, Status]),
    [
      [MANAGEMENT, 'INVITED', 'ACTIVE'],
      [id, 'CREATED', 'ACTIVE'],
    ],
  )
  assert.equal(Accounts?.[1]?.Arn, `arn:aws:organizations::${MANAGEMENT}:account/${organization?.Id}/${id}`)
  const first = await organizations.send(new ListAccountsCommand({ MaxResults: 1 }))
  const second = await organizations.send(new ListAccountsCommand({ MaxResults: 1, NextToken: first.NextToken as string }))
  assert.deepEqual([first.Accounts?.[0]?.Id, second.Accounts?.[0]?.Id, second.NextToken], [MANAGEMENT, id, undefined])
})
