import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DecryptCommand, EncryptCommand } from '@aws-sdk/client-kms'
import { arnOf, bytes, startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey } = await startRoom()
const key = await createKey()
const { KeyId } = key

test('up to 4096 bytes; no two ciphertexts are alike, and none shows what is in it', async () => {
  const Plaintext = bytes('x'.repeat(4096))
  const one = await kms.send(new EncryptCommand({ KeyId, Plaintext }))
  const other = await kms.send(new EncryptCommand({ KeyId: key.Arn, Plaintext }))
  assert.deepEqual([one.KeyId, one.EncryptionAlgorithm, other.KeyId], [key.Arn, 'SYMMETRIC_DEFAULT', key.Arn])
  assert.notDeepEqual(one.CiphertextBlob, other.CiphertextBlob)
  assert.ok((one.CiphertextBlob?.length ?? 0) <= 6144 && !Buffer.from(one.CiphertextBlob ?? []).includes('xxxx'))
  for (const { CiphertextBlob } of [one, other])
    assert.deepEqual(Buffer.from((await kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext ?? []), Buffer.from(Plaintext))
})

test('constraints, usage, keys that are not there', async () => {
  await assert.rejects(kms.send(new EncryptCommand({ KeyId, Plaintext: new Uint8Array(4097) })), { name: 'ValidationException', message: /at 'plaintext'/ })
  await assert.rejects(kms.send(new EncryptCommand({ KeyId, Plaintext: new Uint8Array(0) })), { name: 'ValidationException' })
  await assert.rejects(kms.send(new EncryptCommand({ KeyId: UNKNOWN_ID, Plaintext: bytes('x') })), {
    name: 'NotFoundException',
    message: `Key '${arnOf(`key/${UNKNOWN_ID}`)}' does not exist`,
  })
  const hmac = await createKey({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })
  await assert.rejects(kms.send(new EncryptCommand({ KeyId: hmac.KeyId, Plaintext: bytes('x') })), {
    name: 'InvalidKeyUsageException',
    message: `${hmac.Arn} key usage is GENERATE_VERIFY_MAC which is not valid for Encrypt.`,
  })
  await assert.rejects(kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x'), EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' })), {
    name: 'InvalidKeyUsageException',
  })
  const EncryptionContext = { long: 'x'.repeat(8_200) }
  await assert.rejects(kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x'), EncryptionContext })), {
    name: 'ValidationException',
    message: /encryption context/,
  })
})

test('a dry run ends with an error whatever happens, and says which', async () => {
  const DryRun = true
  await assert.rejects(kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x'), DryRun })), {
    name: 'DryRunOperationException',
    message: 'The request would have succeeded, but the DryRun option is set.',
  })
  await assert.rejects(kms.send(new EncryptCommand({ KeyId: UNKNOWN_ID, Plaintext: bytes('x'), DryRun })), { name: 'NotFoundException' })
  await assert.rejects(kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x'), GrantTokens: ['none'] })), { name: 'InvalidGrantTokenException' })
})
