import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DescribePolicyCommand } from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

const Type = 'SERVICE_CONTROL_POLICY'
const FULL = 'p-FullAWSAccess'

test('DescribePolicy: AWS’s own allows everything', async () => {
  const { organizations } = await startOrganization()
  const { Policy } = await organizations.send(new DescribePolicyCommand({ PolicyId: FULL }))
  assert.deepEqual(JSON.parse(Policy?.Content ?? ''), { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] })
  assert.deepEqual([Policy?.PolicySummary?.Type, Policy?.PolicySummary?.Arn], [Type, `arn:aws:organizations::aws:policy/service_control_policy/${FULL}`])
  await assert.rejects(organizations.send(new DescribePolicyCommand({ PolicyId: 'p-00000000' })), { name: 'PolicyNotFoundException' })
})
