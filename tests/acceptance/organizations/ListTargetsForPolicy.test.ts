import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EnablePolicyTypeCommand, ListTargetsForPolicyCommand } from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

const Type = 'SERVICE_CONTROL_POLICY'
const FULL = 'p-FullAWSAccess'

test('ListTargetsForPolicy', async () => {
  const { organizations, rootId, account } = await startOrganization()
  const id = await account('member')
  await organizations.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: Type }))
  const { Targets } = await organizations.send(new ListTargetsForPolicyCommand({ PolicyId: FULL }))
  assert.deepEqual(Targets?.map((target) => target.Type).sort(), ['ACCOUNT', 'ACCOUNT', 'ROOT'])
  assert.ok(Targets?.some((target) => target.TargetId === id && target.Name === 'member'))
  await assert.rejects(organizations.send(new ListTargetsForPolicyCommand({ PolicyId: 'p-00000000' })), { name: 'PolicyNotFoundException' })
})
