import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreatePolicyCommand, ListPoliciesCommand } from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

const Type = 'SERVICE_CONTROL_POLICY'
const FULL = 'p-FullAWSAccess'

test('ListPolicies: AWS’s own first, then the others by name', async () => {
  const { organizations } = await startOrganization()
  const Content = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}'
  for (const Name of ['b', 'a']) await organizations.send(new CreatePolicyCommand({ Name, Content, Description: '', Type }))
  const { Policies } = await organizations.send(new ListPoliciesCommand({ Filter: Type }))
  assert.deepEqual(
    Policies?.map(({ Name, AwsManaged }) => [Name, AwsManaged]),
    [
      ['FullAWSAccess', true],
      ['a', false],
      ['b', false],
    ],
  )
  assert.equal(Policies?.[0]?.Id, FULL)
})
