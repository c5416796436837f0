import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CreateAliasCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  ReEncryptCommand,
} from '@aws-sdk/client-kms'
import { bytes, startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey } = await startRoom()

test('a disabled key is used for nothing, from the next call on; looked at it can be', async () => {
  const key = await createKey()
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: key.KeyId, Plaintext: bytes('x') }))
  await kms.send(new DisableKeyCommand({ KeyId: key.KeyId }))
  const refused = { name: 'DisabledException', message: `${key.Arn} is disabled.` }
  const { KeyId } = key
  await assert.rejects(kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x') })), refused)
  await assert.rejects(kms.send(new DecryptCommand({ CiphertextBlob })), refused)
  await assert.rejects(kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256' })), refused)
  await assert.rejects(kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId, KeySpec: 'AES_256' })), refused)
  await assert.rejects(kms.send(new ReEncryptCommand({ CiphertextBlob, DestinationKeyId: (await createKey()).KeyId })), refused)
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }))
  assert.deepEqual([KeyMetadata?.KeyState, KeyMetadata?.Enabled], ['Disabled', false])
  await kms.send(new DisableKeyCommand({ KeyId }))
})

test('a key that is not there, and an alias instead of a key', async () => {
  await assert.rejects(kms.send(new DisableKeyCommand({ KeyId: UNKNOWN_ID })), { name: 'NotFoundException' })
  const key = await createKey()
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/not-here', TargetKeyId: key.KeyId }))
  await assert.rejects(kms.send(new DisableKeyCommand({ KeyId: 'alias/not-here' })), { name: 'NotFoundException', message: "Invalid keyId 'alias/not-here'" })
})
