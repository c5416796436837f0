import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put, read, createKey } = await startRoom()

test('PutObject keeps bytes, headers, metadata, class and encryption', async () => {
  const keyArn = await createKey('alias/mine')
  const { ETag, ChecksumCRC32, ChecksumType, ServerSideEncryption } = await put('a/b.csv', 'hello', {
    ContentType: 'text/csv',
    CacheControl: 'no-cache',
    ContentEncoding: 'gzip',
    Metadata: { Owner: 'me' },
    StorageClass: 'STANDARD_IA',
    ServerSideEncryption: 'aws:kms',
    SSEKMSKeyId: 'alias/mine',
  })
  assert.deepEqual([ETag, ChecksumCRC32, ChecksumType, ServerSideEncryption], ['"5d41402abc4b2a76b9719d911017c592"', 'NhCmhg==', 'FULL_OBJECT', 'aws:kms'])
  const head = await s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'a/b.csv' }))
  assert.deepEqual(
    [head.ContentType, head.CacheControl, head.ContentEncoding, head.Metadata, head.StorageClass, head.SSEKMSKeyId, head.ContentLength],
    ['text/csv', 'no-cache', 'gzip', { owner: 'me' }, 'STANDARD_IA', keyArn, 5],
  )
})

test('keys are names, never paths', async () => {
  const keys = ['../../x', '/abs', 'a//b', '.hidden/..', 'back\\slash', '%2e%2e%2f', '%252e', 'tmp/', 'ключ/鍵/🗝', 'a+b c&d=e?f#g', 'あ'.repeat(341)]
  for (const key of keys) await put(key, key)
  for (const key of keys) assert.equal(await read(key), key, key)
  await assert.rejects(put('k'.repeat(1025)), refusal('KeyTooLongError', 400, 'Your key is too long'))
  await assert.rejects(put('a\0b'), refusal('InvalidURI', 400))
})

test('a stream comes in chunks with its checksum behind it', async () => {
  const data = randomBytes(3_000_000)
  const { ETag } = await put('stream', Readable.from([data.subarray(0, 1_000_000), data.subarray(1_000_000)]), { ContentLength: data.length })
  assert.equal(ETag, `"${createHash('md5').update(data).digest('hex')}"`)
  const { Body, ContentEncoding } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'stream' }))
  assert.deepEqual(Buffer.from((await Body?.transformToByteArray()) ?? []), data)
  assert.equal(ContentEncoding, undefined)
})

test('what the client declares must be what came, else nothing is stored', async () => {
  const bad = (more: Partial<PutObjectCommandInput>) => put('declared', 'hello', more)
  await assert.rejects(
    bad({ ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' }),
    refusal('BadDigest', 400, 'The Content-MD5 you specified did not match what we received.'),
  )
  await assert.rejects(bad({ ContentMD5: 'short' }), refusal('InvalidDigest', 400, 'The Content-MD5 you specified was invalid.'))
  await assert.rejects(bad({ ChecksumCRC32: 'AAAAAA==' }), refusal('BadDigest', 400, 'The CRC32 you specified did not match the calculated checksum.'))
  await assert.rejects(bad({ ChecksumSHA256: 'x' }), refusal('InvalidRequest', 400, 'Value for x-amz-checksum-sha256 header is invalid.'))
  await assert.rejects(read('declared'), refusal('NoSuchKey', 404, 'The specified key does not exist.'))
  for (const ChecksumAlgorithm of ['CRC32', 'CRC32C', 'SHA1', 'SHA256', 'CRC64NVME'] as const) {
    if (ChecksumAlgorithm === 'CRC64NVME') await put(ChecksumAlgorithm, '123456789', { ChecksumCRC64NVME: 'rosUhgp5mIg=' })
    else await put(ChecksumAlgorithm, '123456789', { ChecksumAlgorithm })
    const head = await s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: ChecksumAlgorithm, ChecksumMode: 'ENABLED' }))
    assert.ok(head[`Checksum${ChecksumAlgorithm}`], ChecksumAlgorithm)
  }
})

test('conditional writes', async () => {
  const { ETag } = await put('once', '1', { IfNoneMatch: '*' })
  await assert.rejects(
    put('once', '2', { IfNoneMatch: '*' }),
    refusal('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold'),
  )
  await assert.rejects(put('once', '2', { IfMatch: '"00000000000000000000000000000000"' }), refusal('PreconditionFailed', 412))
  await assert.rejects(put('none', '2', { IfMatch: ETag }), refusal('NoSuchKey', 404))
  await put('once', '2', { IfMatch: ETag })
  assert.equal(await read('once'), '2')
  const races = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => put('race', String(n), { IfNoneMatch: '*' })))
  assert.equal(races.filter(({ status }) => status === 'fulfilled').length, 1)
})

test('limits and what is not supported, by name', async () => {
  await assert.rejects(put('meta', '', { Metadata: { a: 'x'.repeat(2048) } }), refusal('MetadataTooLarge', 400))
  await assert.rejects(put('acl', '', { ACL: 'public-read' }), refusal('AccessControlListNotSupported', 400, 'The bucket does not allow ACLs'))
  await assert.rejects(put('lock', '', { ObjectLockMode: 'GOVERNANCE' }), refusal('NotImplemented', 501))
  await assert.rejects(put('class', '', { StorageClass: 'FAST' as 'STANDARD' }), refusal('InvalidStorageClass', 400))
  await assert.rejects(s3.send(new PutObjectCommand({ Bucket: 'missing-bucket', Key: 'k', Body: '' })), refusal('NoSuchBucket', 404))
})

test('an upload that breaks off leaves nothing', async () => {
  const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket: BUCKET, Key: 'broken' }))
  const { hostname, port, pathname, search } = new URL(url)
  const request = httpRequest({ host: hostname, port, path: pathname + search, method: 'PUT', headers: { 'content-length': '1000000' } })
  request.on('error', () => undefined)
  request.write(Buffer.alloc(500_000))
  await once(request, 'socket')
  await put('afterwards')
  request.destroy()
  await put('later')
  await assert.rejects(read('broken'), refusal('NoSuchKey', 404))
})
