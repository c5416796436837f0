import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DecryptCommand, EncryptCommand } from '@aws-sdk/client-kms'
import { allow } from '../../support/policies.ts'
import { ACCOUNT, REGION } from '../../support/server.ts'
import { arnOf, bytes, startRoom, text, UNKNOWN_ID } from './room.ts'

const { kms, createKey, user } = await startRoom()
const key = await createKey()
const EncryptionContext = { purpose: 'test', owner: 'alice' }
const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: key.KeyId, Plaintext: bytes('secret'), EncryptionContext }))

test('a ciphertext names its key: Decrypt needs nothing but the encryption context, whatever its order', async () => {
  const answer = await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: { owner: 'alice', purpose: 'test' } }))
  assert.deepEqual([text(answer.Plaintext), answer.KeyId, answer.EncryptionAlgorithm], ['secret', key.Arn, 'SYMMETRIC_DEFAULT'])
  assert.match(answer.KeyMaterialId ?? '', /^[0-9a-f]{64}$/)
})

test('another encryption context, a damaged ciphertext and bytes that are none: InvalidCiphertextException, with nothing to learn from', async () => {
  const refused = { name: 'InvalidCiphertextException', message: 'UnknownError' }
  const attempts: Record<string, string>[] = [{ ...EncryptionContext, owner: 'eve' }, { purpose: 'test' }, {}, { ...EncryptionContext, more: '' }]
  for (const context of attempts) await assert.rejects(kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: context })), refused)
  const blob = CiphertextBlob as Uint8Array
  // Behind the label: salt, nonce, body and tag.
  for (const at of [40, 55, 70, blob.length - 1]) {
    const damaged = Uint8Array.from(blob)
    damaged[at] = (damaged[at] as number) ^ 1
    await assert.rejects(kms.send(new DecryptCommand({ CiphertextBlob: damaged, EncryptionContext })), refused, `byte ${at}`)
  }
  for (const none of ['x', 'not a ciphertext of anybody, and long enough to be one of ours, is it not?'])
    await assert.rejects(kms.send(new DecryptCommand({ CiphertextBlob: bytes(none) })), refused)
  await assert.rejects(kms.send(new DecryptCommand({ CiphertextBlob: blob.subarray(0, 40), EncryptionContext })), refused)
})

test('another key than the ciphertext names', async () => {
  const other = await createKey()
  await assert.rejects(kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, KeyId: other.KeyId })), {
    name: 'IncorrectKeyException',
    message: 'The key ID in the request does not identify a CMK that can perform this operation.',
  })
  await assert.rejects(kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, KeyId: UNKNOWN_ID })), {
    name: 'NotFoundException',
    message: `Key '${arnOf(`key/${UNKNOWN_ID}`)}' does not exist`,
  })
  assert.equal(text((await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, KeyId: key.Arn }))).Plaintext), 'secret')
})

test('IAM judges the key that the ciphertext names, with its encryption context', async () => {
  const alice = await user('alice', allow('kms:Decrypt', key.Arn, { Condition: { StringEquals: { 'kms:EncryptionContext:purpose': 'test' } } }))
  assert.equal(text((await alice.clients.kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))).Plaintext), 'secret')
  const { CiphertextBlob: plain } = await kms.send(new EncryptCommand({ KeyId: key.KeyId, Plaintext: bytes('other') }))
  await assert.rejects(alice.clients.kms.send(new DecryptCommand({ CiphertextBlob: plain })), {
    name: 'AccessDeniedException',
    message: `User: arn:aws:iam::${ACCOUNT}:user/alice is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:${REGION}:${ACCOUNT}:key/${key.KeyId} because no identity-based policy allows the kms:Decrypt action`,
  })
})

test('constraints of members', async () => {
  await assert.rejects(kms.send(new DecryptCommand({ CiphertextBlob: new Uint8Array(6145) })), { name: 'ValidationException', message: /ciphertextBlob/ })
  await assert.rejects(kms.send(new DecryptCommand({ CiphertextBlob, EncryptionAlgorithm: 'RSAES_OAEP_SHA_1', EncryptionContext })), {
    name: 'InvalidKeyUsageException',
  })
})
