import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateMultipartUploadCommand, DeleteBucketCommand, DeleteObjectCommand, HeadBucketCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put } = await startRoom()

test('DeleteBucket removes an empty bucket only; uploads never completed do not keep it', async () => {
  await put('k', 'x')
  await assert.rejects(s3.send(new DeleteBucketCommand({ Bucket: BUCKET })), refusal('BucketNotEmpty', 409, 'The bucket you tried to delete is not empty'))
  await s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'k' }))
  await s3.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key: 'never' }))
  assert.equal((await s3.send(new DeleteBucketCommand({ Bucket: BUCKET }))).$metadata.httpStatusCode, 204)
  await assert.rejects(s3.send(new HeadBucketCommand({ Bucket: BUCKET })), refusal('NotFound', 404))
  await assert.rejects(s3.send(new DeleteBucketCommand({ Bucket: BUCKET })), refusal('NoSuchBucket', 404, 'The specified bucket does not exist'))
})
