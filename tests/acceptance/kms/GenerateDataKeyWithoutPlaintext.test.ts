import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DecryptCommand, GenerateDataKeyWithoutPlaintextCommand } from '@aws-sdk/client-kms'
import { allow } from '../../support/policies.ts'
import { startRoom } from './room.ts'

const { kms, createKey, user } = await startRoom()

test('the key comes encrypted only: whoever made it needs kms:Decrypt to use it', async () => {
  const { KeyId, Arn } = await createKey()
  const maker = await user('maker', allow('kms:GenerateDataKeyWithoutPlaintext', Arn))
  const made = await maker.clients.kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId, NumberOfBytes: 48 }))
  assert.deepEqual([made.KeyId, 'Plaintext' in made], [Arn, false])
  const { CiphertextBlob } = made
  await assert.rejects(maker.clients.kms.send(new DecryptCommand({ CiphertextBlob })), { name: 'AccessDeniedException', message: /kms:Decrypt/ })
  assert.equal((await kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext?.length, 48)
  await assert.rejects(kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId })), { name: 'ValidationException' })
})
