import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreatePolicyCommand, DeletePolicyCommand, DescribePolicyCommand } from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

const Type = 'SERVICE_CONTROL_POLICY'
const FULL = 'p-FullAWSAccess'

test('DeletePolicy', async () => {
  const { organizations } = await startOrganization()
  const Content = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}'
  const { Policy } = await organizations.send(new CreatePolicyCommand({ Name: 'one', Content, Description: '', Type }))
  const PolicyId = Policy?.PolicySummary?.Id as string
  await organizations.send(new DeletePolicyCommand({ PolicyId }))
  await assert.rejects(organizations.send(new DescribePolicyCommand({ PolicyId })), { name: 'PolicyNotFoundException' })
  await assert.rejects(organizations.send(new DeletePolicyCommand({ PolicyId })), { name: 'PolicyNotFoundException' })
  await assert.rejects(organizations.send(new DeletePolicyCommand({ PolicyId: FULL })), { name: 'InvalidInputException' })
})
