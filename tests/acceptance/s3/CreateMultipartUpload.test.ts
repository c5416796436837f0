import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CompleteMultipartUploadCommand, CreateMultipartUploadCommand, HeadObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()

const begin = async (Key: string, more: object = {}) => (await s3.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key, ...more }))).UploadId as string
const part = (Key: string, UploadId: string, PartNumber: number, Body: Buffer | string, more: object = {}) =>
  s3.send(new UploadPartCommand({ Bucket: BUCKET, Key, UploadId, PartNumber, Body, ...more }))

test('CreateMultipartUpload keeps what the object will have', async () => {
  const UploadId = await begin('k', { ContentType: 'text/csv', Metadata: { a: 'b' }, StorageClass: 'GLACIER_IR', Tagging: 'x=1' })
  await assert.rejects(s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'k' })), refusal('NotFound', 404))
  const { ETag } = await part('k', UploadId, 1, 'hello')
  await s3.send(new CompleteMultipartUploadCommand({ Bucket: BUCKET, Key: 'k', UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } }))
  const head = await s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'k' }))
  assert.deepEqual([head.ContentType, head.Metadata, head.StorageClass, head.ContentLength], ['text/csv', { a: 'b' }, 'GLACIER_IR', 5])
})

test('CreateMultipartUpload refuses checksums that do not go together', async () => {
  const refused = (algorithm: string) => refusal('InvalidRequest', 400, `The ${algorithm} checksum algorithm.`)
  await assert.rejects(
    begin('k', { ChecksumAlgorithm: 'SHA1', ChecksumType: 'FULL_OBJECT' }),
    refused('FULL_OBJECT checksum type cannot be used with the sha1'),
  )
  await assert.rejects(
    begin('k', { ChecksumAlgorithm: 'CRC64NVME', ChecksumType: 'COMPOSITE' }),
    refused('COMPOSITE checksum type cannot be used with the crc64nvme'),
  )
  await assert.rejects(s3.send(new CreateMultipartUploadCommand({ Bucket: 'missing-bucket', Key: 'k' })), refusal('NoSuchBucket', 404))
})
