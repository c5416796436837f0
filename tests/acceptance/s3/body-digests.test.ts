/** Content-MD5 and x-amz-checksum-* of S3's XML and JSON documents. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import { CreateMultipartUploadCommand, DeleteObjectsCommand, PutBucketTaggingCommand, UploadPartCommand } from '@aws-sdk/client-s3'
import { errorCode, sendRaw } from '../../support/hostile/raw-http.ts'
import { requestBytes, signed } from '../../support/hostile/signed-bytes.ts'
import { BUCKET, startRoom } from './room.ts'

const { server, s3, put } = await startRoom()

async function ask(method: string, path: string, query: string, body: string, headers: Record<string, string>): Promise<[number, string | undefined, string]> {
  const answer = await sendRaw(server.port, requestBytes(signed({ method, path, query, headers, body }, server.credentials, 's3', `127.0.0.1:${server.port}`)))
  return [answer.status, errorCode(answer), answer.body]
}

const md5 = (text: string) => createHash('md5').update(text).digest('base64')
const crc = (text: string) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(crc32(text))
  return bytes.toString('base64')
}

const documents: readonly (readonly [method: string, query: string, body: string])[] = [
  ['POST', 'delete=', '<Delete><Object><Key>kept</Key></Object></Delete>'],
  ['PUT', 'tagging=', '<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>'],
  [
    'PUT',
    'policy=',
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/secret` }],
    }),
  ],
]
for (const [method, query, body] of documents) {
  test(`?${query.slice(0, -1)}: what was declared of the body must be true of it`, async () => {
    await put('kept', 'x')
    const send = (headers: Record<string, string>) => ask(method, `/${BUCKET}`, query, body, headers)
    const other = md5('other')
    const [status, code, text] = await send({ 'content-md5': other })
    assert.deepEqual([status, code], [400, 'BadDigest'])
    assert.match(text, new RegExp(`<ExpectedDigest>${other.replace(/[+/]/g, '.')}</ExpectedDigest><CalculatedDigest>[^<]+</CalculatedDigest>`))
    assert.deepEqual((await send({ 'content-md5': 'abc' })).slice(0, 2), [400, 'InvalidDigest'])
    assert.deepEqual((await send({ 'x-amz-checksum-crc32': crc('other') })).slice(0, 2), [400, 'BadDigest'])
    assert.deepEqual((await send({ 'x-amz-checksum-sha256': 'abc' })).slice(0, 2), [400, 'InvalidRequest'])
    assert.equal((await send({ 'content-md5': md5(body), 'x-amz-checksum-crc32': crc(body) }))[0], 200)
  })
}

test('CompleteMultipartUpload: Content-MD5 is of the document, x-amz-checksum-* of the object', async () => {
  const { UploadId } = await s3.send(
    new CreateMultipartUploadCommand({ Bucket: BUCKET, Key: 'parts', ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' }),
  )
  const { ETag } = await s3.send(new UploadPartCommand({ Bucket: BUCKET, Key: 'parts', UploadId, PartNumber: 1, Body: 'content' }))
  const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${ETag}</ETag></Part></CompleteMultipartUpload>`
  const complete = (headers: Record<string, string>) => ask('POST', `/${BUCKET}/parts`, `uploadId=${UploadId}`, body, headers)
  assert.deepEqual((await complete({ 'content-md5': md5('other') })).slice(0, 2), [400, 'BadDigest'])
  assert.equal((await complete({ 'content-md5': md5(body), 'x-amz-checksum-crc32': crc('content') }))[0], 200)
})

test('the checksums of the SDK itself are right, in every algorithm', async () => {
  for (const ChecksumAlgorithm of ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const) {
    await s3.send(new PutBucketTaggingCommand({ Bucket: BUCKET, ChecksumAlgorithm, Tagging: { TagSet: [{ Key: 'a', Value: ChecksumAlgorithm }] } }))
    await s3.send(new DeleteObjectsCommand({ Bucket: BUCKET, ChecksumAlgorithm, Delete: { Objects: [{ Key: 'none' }] } }))
  }
})
