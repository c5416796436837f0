import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HeadBucketCommand } from '@aws-sdk/client-s3'
import { ACCOUNT } from '../../support/server.ts'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()

test('HeadBucket tells the region; a missing bucket is a bare 404, another owner a bare 403', async () => {
  const { BucketRegion, BucketArn } = await s3.send(new HeadBucketCommand({ Bucket: BUCKET, ExpectedBucketOwner: ACCOUNT }))
  assert.deepEqual([BucketRegion, BucketArn], ['us-east-1', `arn:aws:s3:::${BUCKET}`])
  await assert.rejects(s3.send(new HeadBucketCommand({ Bucket: 'missing-bucket' })), refusal('NotFound', 404))
  await assert.rejects(
    s3.send(new HeadBucketCommand({ Bucket: BUCKET, ExpectedBucketOwner: '999999999999' })),
    (error: { $metadata: { httpStatusCode: number } }) => {
      assert.equal(error.$metadata.httpStatusCode, 403)
      return true
    },
  )
})
