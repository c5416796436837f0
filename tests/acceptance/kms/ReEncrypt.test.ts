import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DecryptCommand, EncryptCommand, ReEncryptCommand } from '@aws-sdk/client-kms'
import { allowAll } from '../../support/policies.ts'
import { bytes, startRoom, text, UNKNOWN_ID } from './room.ts'

const { kms, createKey, user } = await startRoom()
const [one, other] = [await createKey(), await createKey()]
const [before, after] = [{ stage: 'before' }, { stage: 'after' }]
const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: one.KeyId, Plaintext: bytes('secret'), EncryptionContext: before }))
const move = { CiphertextBlob, DestinationKeyId: other.KeyId, SourceEncryptionContext: before, DestinationEncryptionContext: after }

test('from key to key and from one encryption context to another', async () => {
  const answer = await kms.send(new ReEncryptCommand(move))
  assert.deepEqual([answer.SourceKeyId, answer.KeyId], [one.Arn, other.Arn])
  const opened = await kms.send(new DecryptCommand({ CiphertextBlob: answer.CiphertextBlob, EncryptionContext: after }))
  assert.deepEqual([text(opened.Plaintext), opened.KeyId], ['secret', other.Arn])
})

test('what cannot be opened cannot be moved', async () => {
  await assert.rejects(kms.send(new ReEncryptCommand({ ...move, SourceEncryptionContext: after })), { name: 'InvalidCiphertextException' })
  await assert.rejects(kms.send(new ReEncryptCommand({ ...move, SourceKeyId: other.KeyId })), { name: 'IncorrectKeyException' })
  await assert.rejects(kms.send(new ReEncryptCommand({ ...move, DestinationKeyId: UNKNOWN_ID })), { name: 'NotFoundException' })
  await assert.rejects(kms.send(new ReEncryptCommand({ ...move, DryRun: true })), { name: 'DryRunOperationException' })
})

test('two permissions, each with the encryption context of its side', async () => {
  const from = { Action: 'kms:ReEncryptFrom', Resource: one.Arn, Condition: { StringEquals: { 'kms:EncryptionContext:stage': 'before' } } }
  const to = {
    Action: 'kms:ReEncryptTo',
    Resource: other.Arn,
    Condition: { StringEquals: { 'kms:EncryptionContext:stage': 'after', 'kms:ReEncryptOnSameKey': 'false' } },
  }
  const mover = await user('mover', allowAll(from, to))
  await mover.clients.kms.send(new ReEncryptCommand(move))
  await assert.rejects(mover.clients.kms.send(new ReEncryptCommand({ ...move, DestinationEncryptionContext: before })), { message: /kms:ReEncryptTo/ })
  const half = await user('half', allowAll(to))
  await assert.rejects(half.clients.kms.send(new ReEncryptCommand(move)), { name: 'AccessDeniedException', message: /kms:ReEncryptFrom/ })
})
