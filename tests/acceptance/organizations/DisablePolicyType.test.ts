import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DisablePolicyTypeCommand, EnablePolicyTypeCommand, ListRootsCommand } from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

test('DisablePolicyType', async () => {
  const { organizations, rootId } = await startOrganization()
  const disable = () => organizations.send(new DisablePolicyTypeCommand({ RootId: rootId, PolicyType: 'SERVICE_CONTROL_POLICY' }))
  await assert.rejects(disable(), { name: 'PolicyTypeNotEnabledException' })
  await organizations.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: 'SERVICE_CONTROL_POLICY' }))
  assert.deepEqual((await disable()).Root?.PolicyTypes, [])
  assert.deepEqual((await organizations.send(new ListRootsCommand({}))).Roots?.[0]?.PolicyTypes, [])
})
