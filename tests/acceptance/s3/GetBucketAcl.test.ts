import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetBucketAclCommand } from '@aws-sdk/client-s3'
import { BUCKET, startRoom } from './room.ts'

const { s3 } = await startRoom()

test('GetBucketAcl gives the owner full control, and nobody else anything', async () => {
  const { Owner, Grants } = await s3.send(new GetBucketAclCommand({ Bucket: BUCKET }))
  assert.deepEqual(Grants, [{ Grantee: { ID: Owner?.ID, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' }])
})
