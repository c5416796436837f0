import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  DecryptCommand,
  DescribeKeyCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  GetKeyRotationStatusCommand,
  ListKeyRotationsCommand,
} from '@aws-sdk/client-kms'
import { bytes, movedClock, startRoom, text, UNKNOWN_ID } from './room.ts'

const clock = movedClock()
const { kms, createKey } = await startRoom({ clock })

test('the material changes with time by itself; what the older encrypted stays readable', async () => {
  const key = await createKey()
  const { KeyId } = key
  await kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }))
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('old') }))
  clock.pass(89, kms)
  assert.equal((await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.CurrentKeyMaterialId, key.CurrentKeyMaterialId)
  clock.pass(2, kms)
  const fresh = await kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('new') }))
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }))
  assert.notEqual(KeyMetadata?.CurrentKeyMaterialId, key.CurrentKeyMaterialId)
  const opened = await kms.send(new DecryptCommand({ CiphertextBlob }))
  assert.deepEqual([text(opened.Plaintext), opened.KeyMaterialId], ['old', key.CurrentKeyMaterialId])
  assert.equal((await kms.send(new DecryptCommand({ CiphertextBlob: fresh.CiphertextBlob }))).KeyMaterialId, KeyMetadata?.CurrentKeyMaterialId)
  const { Rotations = [] } = await kms.send(new ListKeyRotationsCommand({ KeyId }))
  assert.deepEqual(
    Rotations.map(({ RotationType, KeyMaterialState }) => [RotationType, KeyMaterialState]),
    [['AUTOMATIC', 'CURRENT']],
  )
  const { NextRotationDate } = await kms.send(new GetKeyRotationStatusCommand({ KeyId }))
  const days = ((NextRotationDate?.getTime() ?? 0) - clock.now().getTime()) / 86_400_000
  assert.ok(days > 88.9 && days < 89.1, String(days))
})

test('periods of 90 to 2560 days, of a symmetric key that is there', async () => {
  const { KeyId } = await createKey()
  for (const RotationPeriodInDays of [89, 2561])
    await assert.rejects(kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays })), { name: 'ValidationException' })
  await assert.rejects(kms.send(new EnableKeyRotationCommand({ KeyId: UNKNOWN_ID })), { name: 'NotFoundException' })
  const hmac = await createKey({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })
  await assert.rejects(kms.send(new EnableKeyRotationCommand({ KeyId: hmac.KeyId })), { name: 'UnsupportedOperationException' })
})
