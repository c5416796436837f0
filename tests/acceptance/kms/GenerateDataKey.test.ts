import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DecryptCommand, GenerateDataKeyCommand, type GenerateDataKeyCommandInput } from '@aws-sdk/client-kms'
import { startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey } = await startRoom()
const key = await createKey()
const generate = (input: Partial<GenerateDataKeyCommandInput>) => kms.send(new GenerateDataKeyCommand({ KeyId: key.KeyId, ...input }))

test('a fresh key, and the same encrypted', async () => {
  const EncryptionContext = { 'aws:s3:arn': 'arn:aws:s3:::b/k' }
  const made = await generate({ KeySpec: 'AES_256', EncryptionContext })
  assert.deepEqual([made.Plaintext?.length, made.KeyId], [32, key.Arn])
  const opened = await kms.send(new DecryptCommand({ CiphertextBlob: made.CiphertextBlob, EncryptionContext }))
  assert.deepEqual([opened.Plaintext, opened.KeyMaterialId], [made.Plaintext, made.KeyMaterialId])
  assert.notDeepEqual((await generate({ KeySpec: 'AES_256', EncryptionContext })).Plaintext, made.Plaintext)
  assert.equal((await generate({ KeySpec: 'AES_128' })).Plaintext?.length, 16)
  assert.equal((await generate({ NumberOfBytes: 1024 })).Plaintext?.length, 1024)
})

test('exactly one way to say how long it is', async () => {
  const refused = { name: 'ValidationException', message: 'Please specify either number of bytes or key spec.' }
  await assert.rejects(generate({}), refused)
  await assert.rejects(generate({ KeySpec: 'AES_256', NumberOfBytes: 32 }), refused)
  for (const NumberOfBytes of [0, 1025]) await assert.rejects(generate({ NumberOfBytes }), { name: 'ValidationException', message: /at 'numberOfBytes'/ })
  await assert.rejects(generate({ KeySpec: 'AES_512' as 'AES_256' }), { name: 'ValidationException', message: /at 'keySpec'/ })
})

test('no key, no enclave, and a dry run', async () => {
  await assert.rejects(generate({ KeyId: UNKNOWN_ID, KeySpec: 'AES_256' }), { name: 'NotFoundException' })
  await assert.rejects(generate({ KeySpec: 'AES_256', DryRun: true }), { name: 'DryRunOperationException' })
  const Recipient = { KeyEncryptionAlgorithm: 'RSAES_OAEP_SHA_256', AttestationDocument: new Uint8Array(1) } as const
  await assert.rejects(generate({ KeySpec: 'AES_256', Recipient }), { name: 'UnsupportedOperationException', message: /Recipient/ })
})
