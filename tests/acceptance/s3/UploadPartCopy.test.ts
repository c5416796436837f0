import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CompleteMultipartUploadCommand, CreateMultipartUploadCommand, UploadPartCopyCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put, read } = await startRoom()

const begin = async (Key: string, more: object = {}) => (await s3.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key, ...more }))).UploadId as string

test('UploadPartCopy takes a range of another object', async () => {
  await put('source', '0123456789')
  const UploadId = await begin('k')
  const copy = (more: object) =>
    s3.send(new UploadPartCopyCommand({ Bucket: BUCKET, Key: 'k', UploadId, PartNumber: 1, CopySource: `${BUCKET}/source`, ...more }))
  const { CopyPartResult } = await copy({ CopySourceRange: 'bytes=2-4' })
  await s3.send(
    new CompleteMultipartUploadCommand({ Bucket: BUCKET, Key: 'k', UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag: CopyPartResult?.ETag }] } }),
  )
  assert.equal(await read('k'), '234')
})

test('UploadPartCopy refuses ranges outside and sources that are not there', async () => {
  const UploadId = await begin('k')
  const copy = (more: object) =>
    s3.send(new UploadPartCopyCommand({ Bucket: BUCKET, Key: 'k', UploadId, PartNumber: 1, CopySource: `${BUCKET}/source`, ...more }))
  await assert.rejects(copy({ CopySourceRange: 'bytes=0-10' }), refusal('InvalidArgument', 400, 'Range specified is not valid for source object of size: 10'))
  await assert.rejects(copy({ CopySourceRange: 'bytes=3-' }), refusal('InvalidArgument', 400))
  await assert.rejects(copy({ CopySource: `${BUCKET}/none` }), refusal('NoSuchKey', 404))
  await assert.rejects(copy({ CopySourceIfMatch: '"x"' }), refusal('PreconditionFailed', 412))
})
