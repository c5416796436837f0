import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListKeyPoliciesCommand } from '@aws-sdk/client-kms'
import { startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey } = await startRoom()

test('a key has one policy', async () => {
  const { KeyId } = await createKey()
  const { $metadata: _, ...answer } = await kms.send(new ListKeyPoliciesCommand({ KeyId }))
  assert.deepEqual(answer, { PolicyNames: ['default'], Truncated: false })
  await assert.rejects(kms.send(new ListKeyPoliciesCommand({ KeyId: UNKNOWN_ID })), { name: 'NotFoundException' })
  await assert.rejects(kms.send(new ListKeyPoliciesCommand({ KeyId, Marker: 'x' })), { name: 'InvalidMarkerException' })
})
