import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HeadObjectCommand, PutBucketEncryptionCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put, createKey } = await startRoom()

test('PutBucketEncryption decides for objects that say nothing themselves', async () => {
  const keyArn = await createKey('alias/mine')
  const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/mine' }, BucketKeyEnabled: true } as const
  await s3.send(new PutBucketEncryptionCommand({ Bucket: BUCKET, ServerSideEncryptionConfiguration: { Rules: [rule] } }))
  await put('silent')
  await put('says', '', { ServerSideEncryption: 'AES256' })
  const silent = await s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'silent' }))
  assert.deepEqual([silent.ServerSideEncryption, silent.SSEKMSKeyId, silent.BucketKeyEnabled], ['aws:kms', keyArn, true])
  assert.equal((await s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'says' }))).ServerSideEncryption, 'AES256')
  await assert.rejects(
    s3.send(new PutBucketEncryptionCommand({ Bucket: BUCKET, ServerSideEncryptionConfiguration: { Rules: [] } })),
    refusal('MalformedXML', 400, 'The XML you provided was not well-formed or did not validate against our published schema'),
  )
})
