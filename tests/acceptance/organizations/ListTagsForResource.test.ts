import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateAccountCommand, ListTagsForResourceCommand } from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

test('ListTagsForResource: what an account was made with', async () => {
  const { organizations, settled } = await startOrganization()
  const Tags = [{ Key: 'team', Value: 'x' }]
  const { CreateAccountStatus } = await organizations.send(new CreateAccountCommand({ Email: 'a@example.com', AccountName: 'A', Tags }))
  const done = await settled(CreateAccountStatus?.Id as string)
  assert.deepEqual((await organizations.send(new ListTagsForResourceCommand({ ResourceId: done?.AccountId }))).Tags, Tags)
  await assert.rejects(organizations.send(new ListTagsForResourceCommand({ ResourceId: 'nothing' })), { name: 'InvalidInputException' })
})
