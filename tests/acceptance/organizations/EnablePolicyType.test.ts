import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EnablePolicyTypeCommand } from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

test('EnablePolicyType: once, at the root, for what there is', async () => {
  const { organizations, rootId } = await startOrganization()
  const enable = (RootId: string, PolicyType: 'SERVICE_CONTROL_POLICY' | 'TAG_POLICY') =>
    organizations.send(new EnablePolicyTypeCommand({ RootId, PolicyType }))
  const { Root } = await enable(rootId, 'SERVICE_CONTROL_POLICY')
  assert.deepEqual(Root?.PolicyTypes, [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }])
  await assert.rejects(enable(rootId, 'SERVICE_CONTROL_POLICY'), { name: 'PolicyTypeAlreadyEnabledException' })
  await assert.rejects(enable(rootId, 'TAG_POLICY'), { name: 'PolicyTypeNotAvailableForOrganizationException' })
  await assert.rejects(enable('r-zzzz', 'SERVICE_CONTROL_POLICY'), { name: 'RootNotFoundException' })
})
