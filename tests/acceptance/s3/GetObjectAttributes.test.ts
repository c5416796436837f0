import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetObjectAttributesCommand, type ObjectAttributes } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put } = await startRoom()

test('GetObjectAttributes tells what was asked for', async () => {
  await put('k', 'hello')
  const get = (ObjectAttributes: ObjectAttributes[]) => s3.send(new GetObjectAttributesCommand({ Bucket: BUCKET, Key: 'k', ObjectAttributes }))
  const all = await get(['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize'])
  assert.deepEqual(
    [all.ETag, all.Checksum, all.ObjectParts, all.StorageClass, all.ObjectSize],
    ['5d41402abc4b2a76b9719d911017c592', { ChecksumCRC32: 'NhCmhg==', ChecksumType: 'FULL_OBJECT' }, undefined, 'STANDARD', 5],
  )
  assert.equal((await get(['ObjectSize'])).ETag, undefined)
  await assert.rejects(s3.send(new GetObjectAttributesCommand({ Bucket: BUCKET, Key: 'none', ObjectAttributes: ['ETag'] })), refusal('NoSuchKey', 404))
})
