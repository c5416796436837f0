import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetObjectAclCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put } = await startRoom()

test('GetObjectAcl gives the bucket owner full control', async () => {
  await put('k')
  const { Owner, Grants } = await s3.send(new GetObjectAclCommand({ Bucket: BUCKET, Key: 'k' }))
  assert.deepEqual(Grants, [{ Grantee: { ID: Owner?.ID, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' }])
  await assert.rejects(s3.send(new GetObjectAclCommand({ Bucket: BUCKET, Key: 'none' })), refusal('NoSuchKey', 404))
})
