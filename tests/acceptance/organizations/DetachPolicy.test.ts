import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DetachPolicyCommand, EnablePolicyTypeCommand } from '@aws-sdk/client-organizations'
import { startOrganization } from './room.ts'

const Type = 'SERVICE_CONTROL_POLICY'
const FULL = 'p-FullAWSAccess'

test('DetachPolicy: never the last one, and only what is attached', async () => {
  const { organizations, rootId } = await startOrganization()
  const detach = (PolicyId: string) => organizations.send(new DetachPolicyCommand({ PolicyId, TargetId: rootId }))
  await assert.rejects(detach(FULL), { name: 'PolicyTypeNotEnabledException' })
  await organizations.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: Type }))
  await assert.rejects(detach(FULL), { name: 'ConstraintViolationException', Reason: 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' })
  await assert.rejects(detach('p-00000000'), { name: 'PolicyNotFoundException' })
})
