import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CancelKeyDeletionCommand, DecryptCommand, DescribeKeyCommand, EnableKeyCommand, EncryptCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms'
import { bytes, startRoom, text, UNKNOWN_ID } from './room.ts'

const { kms, createKey } = await startRoom()

test('the key stays, disabled, until somebody enables it', async () => {
  const { KeyId, Arn } = await createKey()
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('saved') }))
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId }))
  assert.equal((await kms.send(new CancelKeyDeletionCommand({ KeyId }))).KeyId, Arn)
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }))
  assert.deepEqual([KeyMetadata?.KeyState, KeyMetadata?.DeletionDate], ['Disabled', undefined])
  await kms.send(new EnableKeyCommand({ KeyId }))
  assert.equal(text((await kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext), 'saved')
})

test('nothing to cancel', async () => {
  const { KeyId, Arn } = await createKey()
  await assert.rejects(kms.send(new CancelKeyDeletionCommand({ KeyId })), { name: 'KMSInvalidStateException', message: `${Arn} is not pending deletion.` })
  await assert.rejects(kms.send(new CancelKeyDeletionCommand({ KeyId: UNKNOWN_ID })), { name: 'NotFoundException' })
})
