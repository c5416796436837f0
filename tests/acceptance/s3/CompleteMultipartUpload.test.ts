import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put } = await startRoom()

const begin = async (Key: string, more: object = {}) => (await s3.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key, ...more }))).UploadId as string
const part = (Key: string, UploadId: string, PartNumber: number, Body: Buffer | string, more: object = {}) =>
  s3.send(new UploadPartCommand({ Bucket: BUCKET, Key, UploadId, PartNumber, Body, ...more }))

const complete = (Key: string, UploadId: string, Parts: CompletedPart[], more: object = {}) =>
  s3.send(new CompleteMultipartUploadCommand({ Bucket: BUCKET, Key, UploadId, MultipartUpload: { Parts }, ...more }))
const FIVE_MIB = 5 * 1024 * 1024
const [first, second] = [randomBytes(FIVE_MIB), randomBytes(1000)]

async function uploaded(Key: string, more: object = {}) {
  const UploadId = await begin(Key, more)
  const Parts = [
    { PartNumber: 2, ETag: (await part(Key, UploadId, 2, first, more)).ETag },
    { PartNumber: 5, ETag: (await part(Key, UploadId, 5, second, more)).ETag },
  ]
  return { UploadId, Parts }
}

test('CompleteMultipartUpload makes one object of the parts; again, the same answer', async () => {
  const { UploadId, Parts } = await uploaded('k')
  const answer = await complete('k', UploadId, Parts)
  const md5 = (data: Buffer) => createHash('md5').update(data).digest()
  assert.equal(
    answer.ETag,
    `"${createHash('md5')
      .update(Buffer.concat([md5(first), md5(second)]))
      .digest('hex')}-2"`,
  )
  assert.equal((await complete('k', UploadId, Parts)).ETag, answer.ETag)
  const whole = Buffer.concat([first, second])
  const get = async (more: object) => s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'k', ...more }))
  assert.deepEqual(Buffer.from((await (await get({})).Body?.transformToByteArray()) ?? []), whole)
  const range = await get({ Range: `bytes=${FIVE_MIB - 2}-${FIVE_MIB + 2}` })
  assert.deepEqual(Buffer.from((await range.Body?.transformToByteArray()) ?? []), whole.subarray(FIVE_MIB - 2, FIVE_MIB + 3))
  const byPart = await get({ PartNumber: 5 })
  assert.deepEqual([byPart.PartsCount, byPart.ContentLength, byPart.ContentRange], [2, 1000, `bytes ${FIVE_MIB}-${FIVE_MIB + 999}/${FIVE_MIB + 1000}`])
  await byPart.Body?.transformToByteArray()
  const { CopyObjectResult } = await s3.send(new CopyObjectCommand({ Bucket: BUCKET, Key: 'copy', CopySource: `${BUCKET}/k` }))
  assert.equal(CopyObjectResult?.ETag, `"${createHash('md5').update(whole).digest('hex')}"`)
})

test('checksums of the whole and of the parts', async () => {
  const head = (Key: string) => s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key, ChecksumMode: 'ENABLED' }))
  const full = await uploaded('full', { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' })
  await assert.rejects(complete('full', full.UploadId, full.Parts, { ChecksumCRC32: 'AAAAAA==' }), refusal('BadDigest', 400))
  await assert.rejects(complete('full', full.UploadId, full.Parts, { MpuObjectSize: 1 }), refusal('InvalidRequest', 400))
  await complete('full', full.UploadId, full.Parts, { ChecksumType: 'FULL_OBJECT', MpuObjectSize: FIVE_MIB + 1000 })
  const crc = Buffer.alloc(4)
  crc.writeUInt32BE(crc32(Buffer.concat([first, second])))
  assert.equal((await head('full')).ChecksumCRC32, crc.toString('base64'))
  const composite = await uploaded('composite', { ChecksumAlgorithm: 'SHA256' })
  await complete('composite', composite.UploadId, composite.Parts)
  const sha = (data: Buffer) => createHash('sha256').update(data).digest()
  const { ChecksumSHA256, ChecksumType } = await head('composite')
  assert.deepEqual([ChecksumSHA256, ChecksumType], [`${sha(Buffer.concat([sha(first), sha(second)])).toString('base64')}-2`, 'COMPOSITE'])
})

test('what cannot be completed stays as it is', async () => {
  const { UploadId, Parts } = await uploaded('bad')
  const [two, five] = Parts as [CompletedPart, CompletedPart]
  await assert.rejects(
    complete('bad', UploadId, [five, two]),
    refusal('InvalidPartOrder', 400, 'The list of parts was not in ascending order. Parts must be ordered by part number.'),
  )
  await assert.rejects(complete('bad', UploadId, [two, { ...five, PartNumber: 9999 }]), refusal('InvalidPart', 400))
  await assert.rejects(complete('bad', UploadId, [{ ...two, ETag: '"x"' }]), refusal('InvalidPart', 400))
  await assert.rejects(complete('bad', UploadId, []), refusal('MalformedXML', 400))
  await part('bad', UploadId, 6, 'tiny')
  await assert.rejects(
    complete('bad', UploadId, [two, five, { PartNumber: 6, ETag: `"${createHash('md5').update('tiny').digest('hex')}"` }]),
    refusal('EntityTooSmall', 400, 'Your proposed upload is smaller than the minimum allowed size'),
  )
  await put('bad', 'there')
  await assert.rejects(complete('bad', UploadId, Parts, { IfNoneMatch: '*' }), refusal('PreconditionFailed', 412))
  const race = await Promise.allSettled([complete('bad', UploadId, Parts), s3.send(new AbortMultipartUploadCommand({ Bucket: BUCKET, Key: 'bad', UploadId }))])
  assert.equal(race.filter(({ status }) => status === 'fulfilled').length, 1)
  await assert.rejects(complete('bad', 'nonsense', Parts), refusal('NoSuchUpload', 404))
})
