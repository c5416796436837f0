import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GenerateRandomCommand } from '@aws-sdk/client-kms'
import { allow } from '../../support/policies.ts'
import { startRoom } from './room.ts'

const { kms, user } = await startRoom()

test('GenerateRandom', async () => {
  const [one, other] = [await kms.send(new GenerateRandomCommand({ NumberOfBytes: 1024 })), await kms.send(new GenerateRandomCommand({ NumberOfBytes: 1024 }))]
  assert.equal(one.Plaintext?.length, 1024)
  assert.notDeepEqual(one.Plaintext, other.Plaintext)
  for (const NumberOfBytes of [0, 1025]) await assert.rejects(kms.send(new GenerateRandomCommand({ NumberOfBytes })), { name: 'ValidationException' })
  await assert.rejects(kms.send(new GenerateRandomCommand({})), { name: 'ValidationException', message: 'NumberOfBytes is required.' })
  await assert.rejects(kms.send(new GenerateRandomCommand({ NumberOfBytes: 1, CustomKeyStoreId: 'cks-1234567890abcdef0' })), {
    name: 'UnsupportedOperationException',
  })
  const nobody = await user('nobody', allow('kms:ListKeys'))
  await assert.rejects(nobody.clients.kms.send(new GenerateRandomCommand({ NumberOfBytes: 1 })), { name: 'AccessDeniedException' })
})
