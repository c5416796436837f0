import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AbortMultipartUploadCommand, CreateMultipartUploadCommand, ListPartsCommand, UploadPartCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()

const begin = async (Key: string, more: object = {}) => (await s3.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key, ...more }))).UploadId as string
const part = (Key: string, UploadId: string, PartNumber: number, Body: Buffer | string, more: object = {}) =>
  s3.send(new UploadPartCommand({ Bucket: BUCKET, Key, UploadId, PartNumber, Body, ...more }))

test('UploadPart replaces a part of the same number', async () => {
  const UploadId = await begin('k', { ChecksumAlgorithm: 'CRC32' })
  await part('k', UploadId, 7, 'first')
  const { ETag, ChecksumCRC32 } = await part('k', UploadId, 7, 'hello', { ChecksumAlgorithm: 'CRC32' })
  assert.deepEqual([ETag, ChecksumCRC32], ['"5d41402abc4b2a76b9719d911017c592"', 'NhCmhg=='])
  const { Parts } = await s3.send(new ListPartsCommand({ Bucket: BUCKET, Key: 'k', UploadId }))
  assert.deepEqual(
    Parts?.map(({ PartNumber, Size }) => [PartNumber, Size]),
    [[7, 5]],
  )
})

test('UploadPart refuses bad numbers, wrong checksums and uploads that are gone', async () => {
  const UploadId = await begin('k', { ChecksumAlgorithm: 'CRC32' })
  for (const number of [0, 10_001])
    await assert.rejects(part('k', UploadId, number, 'x'), refusal('InvalidArgument', 400, 'Part number must be an integer between 1 and 10000, inclusive'))
  await assert.rejects(part('k', UploadId, 1, 'x', { ChecksumCRC32: 'AAAAAA==' }), refusal('BadDigest', 400))
  await assert.rejects(
    part('k', UploadId, 1, 'x', { ChecksumAlgorithm: 'SHA1' }),
    refusal('InvalidRequest', 400, 'Checksum Type mismatch occurred, expected checksum Type: crc32, actual checksum Type: sha1'),
  )
  await s3.send(new AbortMultipartUploadCommand({ Bucket: BUCKET, Key: 'k', UploadId }))
  await assert.rejects(part('k', UploadId, 1, 'x'), refusal('NoSuchUpload', 404))
})
