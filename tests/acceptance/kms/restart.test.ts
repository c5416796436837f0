/** Keys and what they encrypted outlive the server; in another home nothing opens. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { CreateKeyCommand, DecryptCommand, DescribeKeyCommand, EncryptCommand } from '@aws-sdk/client-kms'
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { startServer } from '../../support/server.ts'
import { bytes, text } from './room.ts'

const home = mkdtempSync(join(tmpdir(), 'kenja-keys-'))
after(() => rmSync(home, { recursive: true, force: true }))

test('after a restart the same keys open the same ciphertexts and objects; with another secret nothing does', async () => {
  const first = await startServer({ home })
  const { KeyMetadata } = await first.clients.kms.send(new CreateKeyCommand({}))
  const { CiphertextBlob } = await first.clients.kms.send(new EncryptCommand({ KeyId: KeyMetadata?.KeyId, Plaintext: bytes('kept') }))
  await first.clients.s3.send(new CreateBucketCommand({ Bucket: 'outlives' }))
  const object = { Bucket: 'outlives', Key: 'k' }
  await first.clients.s3.send(new PutObjectCommand({ ...object, Body: 'kept', ServerSideEncryption: 'aws:kms' }))
  await first.stop()

  const second = await startServer({ home })
  assert.deepEqual((await second.clients.kms.send(new DescribeKeyCommand({ KeyId: KeyMetadata?.KeyId }))).KeyMetadata, KeyMetadata)
  assert.equal(text((await second.clients.kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext), 'kept')
  assert.equal(await (await second.clients.s3.send(new GetObjectCommand(object))).Body?.transformToString(), 'kept')
  await second.stop()

  writeFileSync(join(home, 'secret'), Buffer.alloc(32, 7))
  const lines: string[] = []
  const third = await startServer({ home, log: (line) => lines.push(line) })
  await assert.rejects(third.clients.kms.send(new DecryptCommand({ CiphertextBlob })), { name: 'InternalFailure' })
  await assert.rejects(
    third.clients.s3.send(new GetObjectCommand(object)),
    (error: { $metadata?: { httpStatusCode?: number } }) => error.$metadata?.httpStatusCode === 500,
  )
  assert.ok(lines.some((line) => line.includes('kms:Decrypt failed')))
  await third.stop()
})
