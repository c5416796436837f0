import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DecryptCommand, EncryptCommand, RotateKeyOnDemandCommand } from '@aws-sdk/client-kms'
import { bytes, startRoom, text } from './room.ts'

const { kms, createKey } = await startRoom()

test('at once, and no ciphertext is lost', async () => {
  const { KeyId, Arn } = await createKey()
  const before = await kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('before') }))
  assert.equal((await kms.send(new RotateKeyOnDemandCommand({ KeyId }))).KeyId, Arn)
  const after = await kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('after') }))
  const [old, fresh] = [
    await kms.send(new DecryptCommand({ CiphertextBlob: before.CiphertextBlob })),
    await kms.send(new DecryptCommand({ CiphertextBlob: after.CiphertextBlob })),
  ]
  assert.deepEqual([text(old.Plaintext), text(fresh.Plaintext)], ['before', 'after'])
  assert.notEqual(old.KeyMaterialId, fresh.KeyMaterialId)
})

test('25 times at most', async () => {
  const { KeyId } = await createKey()
  for (let n = 0; n < 25; n++) await kms.send(new RotateKeyOnDemandCommand({ KeyId }))
  await assert.rejects(kms.send(new RotateKeyOnDemandCommand({ KeyId })), { name: 'LimitExceededException' })
})
