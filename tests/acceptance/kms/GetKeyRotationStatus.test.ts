import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EnableKeyRotationCommand, GetKeyRotationStatusCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms'
import { startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey } = await startRoom()
const status = async (KeyId: string | undefined) => {
  const { $metadata: _, ...answer } = await kms.send(new GetKeyRotationStatusCommand({ KeyId }))
  return answer
}

test('off at first, a year when nothing else is said, never for a key about to be deleted', async () => {
  const { KeyId, Arn } = await createKey()
  assert.deepEqual(await status(KeyId), { KeyId: Arn, KeyRotationEnabled: false })
  await kms.send(new EnableKeyRotationCommand({ KeyId }))
  const on = await status(KeyId)
  assert.deepEqual([on.KeyRotationEnabled, on.RotationPeriodInDays], [true, 365])
  assert.ok(Math.abs((on.NextRotationDate?.getTime() ?? 0) - Date.now() - 365 * 86_400_000) < 60_000)
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId }))
  assert.deepEqual(await status(KeyId), { KeyId: Arn, KeyRotationEnabled: false })
  await assert.rejects(status(UNKNOWN_ID), { name: 'NotFoundException' })
})

test('a key of AWS rotates every year', async () => {
  const { DescribeKeyCommand } = await import('@aws-sdk/client-kms')
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/s3' }))
  const { KeyRotationEnabled, RotationPeriodInDays } = await status(KeyMetadata?.KeyId)
  assert.deepEqual([KeyRotationEnabled, RotationPeriodInDays], [true, 365])
})
