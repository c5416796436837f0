import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DecryptCommand, DescribeKeyCommand, DisableKeyCommand, EnableKeyCommand, EncryptCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms'
import { bytes, startRoom, text, UNKNOWN_ID } from './room.ts'

const { kms, createKey } = await startRoom()

test('an enabled key decrypts again what it encrypted before', async () => {
  const { KeyId } = await createKey()
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('kept') }))
  await kms.send(new DisableKeyCommand({ KeyId }))
  await kms.send(new EnableKeyCommand({ KeyId }))
  assert.equal(text((await kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext), 'kept')
  assert.equal((await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState, 'Enabled')
})

test('not a key that will be deleted, nor one that is not there', async () => {
  const { KeyId, Arn } = await createKey()
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId }))
  await assert.rejects(kms.send(new EnableKeyCommand({ KeyId })), { name: 'KMSInvalidStateException', message: `${Arn} is pending deletion.` })
  await assert.rejects(kms.send(new EnableKeyCommand({ KeyId: UNKNOWN_ID })), { name: 'NotFoundException' })
})
