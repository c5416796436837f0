import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DescribeKeyCommand, DisableKeyCommand, DisableKeyRotationCommand, EnableKeyRotationCommand, GetKeyRotationStatusCommand } from '@aws-sdk/client-kms'
import { movedClock, startRoom } from './room.ts'

const clock = movedClock()
const { kms, createKey } = await startRoom({ clock })

test('nothing rotates any more', async () => {
  const { KeyId, CurrentKeyMaterialId, Arn } = await createKey()
  await kms.send(new EnableKeyRotationCommand({ KeyId }))
  await kms.send(new DisableKeyRotationCommand({ KeyId }))
  const { KeyRotationEnabled, NextRotationDate } = await kms.send(new GetKeyRotationStatusCommand({ KeyId }))
  assert.deepEqual([KeyRotationEnabled, NextRotationDate], [false, undefined])
  clock.pass(400, kms)
  assert.equal((await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.CurrentKeyMaterialId, CurrentKeyMaterialId)
  await kms.send(new DisableKeyCommand({ KeyId }))
  await assert.rejects(kms.send(new DisableKeyRotationCommand({ KeyId })), { name: 'DisabledException', message: `${Arn} is disabled.` })
})
