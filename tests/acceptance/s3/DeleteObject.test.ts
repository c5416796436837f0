import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeleteObjectCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put, read } = await startRoom()

test('DeleteObject removes an object, and is content when there is none', async () => {
  const { ETag } = await put('k', 'x')
  const remove = (more: object = {}) => s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'k', ...more }))
  await assert.rejects(remove({ IfMatch: '"x"' }), refusal('PreconditionFailed', 412))
  await remove({ IfMatch: ETag })
  await assert.rejects(read('k'), refusal('NoSuchKey', 404))
  assert.equal((await remove()).$metadata.httpStatusCode, 204)
  await assert.rejects(s3.send(new DeleteObjectCommand({ Bucket: 'missing-bucket', Key: 'k' })), refusal('NoSuchBucket', 404))
})
