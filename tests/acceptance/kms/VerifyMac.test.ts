import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GenerateMacCommand, VerifyMacCommand } from '@aws-sdk/client-kms'
import { allow } from '../../support/policies.ts'
import { bytes, startRoom } from './room.ts'

const { kms, createKey, user } = await startRoom()
const { KeyId, Arn } = await createKey({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })
const MacAlgorithm = 'HMAC_SHA_256' as const
const { Mac } = await kms.send(new GenerateMacCommand({ KeyId, Message: bytes('m'), MacAlgorithm }))

test('the code of the message, and of no other', async () => {
  const { $metadata: _, ...answer } = await kms.send(new VerifyMacCommand({ KeyId, Message: bytes('m'), Mac, MacAlgorithm }))
  assert.deepEqual(answer, { KeyId: Arn, MacValid: true, MacAlgorithm })
  const invalid = { name: 'KMSInvalidMacException' }
  await assert.rejects(kms.send(new VerifyMacCommand({ KeyId, Message: bytes('n'), Mac, MacAlgorithm })), invalid)
  await assert.rejects(kms.send(new VerifyMacCommand({ KeyId, Message: bytes('m'), Mac: Mac?.subarray(1), MacAlgorithm })), invalid)
})

test('verifying is a permission of its own', async () => {
  const verifier = await user('verifier', allow('kms:VerifyMac', Arn, { Condition: { StringEquals: { 'kms:MacAlgorithm': MacAlgorithm } } }))
  await verifier.clients.kms.send(new VerifyMacCommand({ KeyId, Message: bytes('m'), Mac, MacAlgorithm }))
  await assert.rejects(verifier.clients.kms.send(new GenerateMacCommand({ KeyId, Message: bytes('m'), MacAlgorithm })), { name: 'AccessDeniedException' })
})
