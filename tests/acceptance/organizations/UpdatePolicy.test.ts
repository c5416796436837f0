import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreatePolicyCommand, UpdatePolicyCommand } from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

const Type = 'SERVICE_CONTROL_POLICY'
const FULL = 'p-FullAWSAccess'

test('UpdatePolicy: what is not named stays; names stay apart; AWS’s own stays as it is', async () => {
  const { organizations } = await startOrganization()
  const Content = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}'
  const create = async (Name: string) =>
    (await organizations.send(new CreatePolicyCommand({ Name, Content, Description: 'd', Type }))).Policy?.PolicySummary?.Id as string
  const [one] = [await create('one'), await create('two')]
  const update = (more: object, PolicyId = one) => organizations.send(new UpdatePolicyCommand({ PolicyId, ...more }))
  const { Policy } = await update({ Description: 'other' })
  assert.deepEqual([Policy?.PolicySummary?.Name, Policy?.PolicySummary?.Description, Policy?.Content], ['one', 'other', Content])
  await assert.rejects(update({ Name: 'two' }), { name: 'DuplicatePolicyException' })
  await assert.rejects(update({ Content: '{}' }), { name: 'MalformedPolicyDocumentException' })
  await assert.rejects(update({ Name: 'mine' }, FULL), { name: 'InvalidInputException', Reason: 'IMMUTABLE_POLICY' })
})
