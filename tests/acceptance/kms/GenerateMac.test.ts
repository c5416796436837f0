import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GenerateMacCommand } from '@aws-sdk/client-kms'
import { bytes, startRoom } from './room.ts'

const { kms, createKey } = await startRoom()

test('every HMAC key has its own algorithm and length, and the same message the same code', async () => {
  for (const [spec, size] of [
    ['HMAC_224', 28],
    ['HMAC_256', 32],
    ['HMAC_384', 48],
    ['HMAC_512', 64],
  ] as const) {
    const { KeyId, Arn } = await createKey({ KeySpec: spec, KeyUsage: 'GENERATE_VERIFY_MAC' })
    const MacAlgorithm = spec.replace('HMAC', 'HMAC_SHA') as 'HMAC_SHA_256'
    const [one, again] = [
      await kms.send(new GenerateMacCommand({ KeyId, Message: bytes('m'), MacAlgorithm })),
      await kms.send(new GenerateMacCommand({ KeyId, Message: bytes('m'), MacAlgorithm })),
    ]
    assert.deepEqual([one.Mac?.length, one.KeyId, one.MacAlgorithm], [size, Arn, MacAlgorithm])
    assert.deepEqual(one.Mac, again.Mac)
  }
})

test('neither another algorithm nor a key that encrypts', async () => {
  const hmac = await createKey({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })
  await assert.rejects(kms.send(new GenerateMacCommand({ KeyId: hmac.KeyId, Message: bytes('m'), MacAlgorithm: 'HMAC_SHA_512' })), {
    name: 'InvalidKeyUsageException',
  })
  const key = await createKey()
  await assert.rejects(kms.send(new GenerateMacCommand({ KeyId: key.KeyId, Message: bytes('m'), MacAlgorithm: 'HMAC_SHA_256' })), {
    name: 'InvalidKeyUsageException',
    message: `${key.Arn} key usage is ENCRYPT_DECRYPT which is not valid for GenerateMac.`,
  })
  await assert.rejects(kms.send(new GenerateMacCommand({ KeyId: hmac.KeyId, Message: new Uint8Array(4097), MacAlgorithm: 'HMAC_SHA_256' })), {
    name: 'ValidationException',
  })
})
