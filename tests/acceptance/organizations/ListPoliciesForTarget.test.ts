import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EnablePolicyTypeCommand, ListPoliciesForTargetCommand } from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

const Type = 'SERVICE_CONTROL_POLICY'
const FULL = 'p-FullAWSAccess'

test('ListPoliciesForTarget: full access at the root and at each account, once the type is enabled', async () => {
  const { organizations, rootId, account } = await startOrganization()
  const list = async (TargetId: string) =>
    (await organizations.send(new ListPoliciesForTargetCommand({ TargetId, Filter: Type }))).Policies?.map(({ Id }) => Id)
  const id = await account('member')
  assert.deepEqual(await list(rootId), [])
  await organizations.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: Type }))
  assert.deepEqual([await list(rootId), await list(id)], [[FULL], [FULL]])
  await assert.rejects(list('999999999999'), { name: 'TargetNotFoundException' })
})
