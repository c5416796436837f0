import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AbortMultipartUploadCommand, CreateMultipartUploadCommand, ListPartsCommand, UploadPartCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()

const begin = async (Key: string, more: object = {}) => (await s3.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key, ...more }))).UploadId as string
const part = (Key: string, UploadId: string, PartNumber: number, Body: Buffer | string, more: object = {}) =>
  s3.send(new UploadPartCommand({ Bucket: BUCKET, Key, UploadId, PartNumber, Body, ...more }))

test('AbortMultipartUpload ends the upload and forgets its parts', async () => {
  const UploadId = await begin('k')
  await part('k', UploadId, 1, 'x')
  const abort = () => s3.send(new AbortMultipartUploadCommand({ Bucket: BUCKET, Key: 'k', UploadId }))
  assert.equal((await abort()).$metadata.httpStatusCode, 204)
  await assert.rejects(abort(), refusal('NoSuchUpload', 404))
  await assert.rejects(s3.send(new ListPartsCommand({ Bucket: BUCKET, Key: 'k', UploadId })), refusal('NoSuchUpload', 404))
})
