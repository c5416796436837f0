import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetTrailCommand, UpdateTrailCommand } from '@aws-sdk/client-cloudtrail'
import { CreateBucketCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { createClients } from '../../support/clients.ts'
import { arnOf, startRoom, trailBucketPolicy } from './room.ts'

const { cloudtrail, create, s3, server } = await startRoom()

test('UpdateTrail changes what is named and leaves the rest', async () => {
  await create('changing')
  await s3.send(new CreateBucketCommand({ Bucket: 'other-files' }))
  await s3.send(new PutBucketPolicyCommand({ Bucket: 'other-files', Policy: trailBucketPolicy('other-files', 'audit/') }))
  await cloudtrail.send(new UpdateTrailCommand({ Name: 'changing', S3BucketName: 'other-files', S3KeyPrefix: 'audit' }))
  const { Trail } = await cloudtrail.send(new GetTrailCommand({ Name: 'changing' }))
  assert.deepEqual([Trail?.S3BucketName, Trail?.S3KeyPrefix, Trail?.IncludeGlobalServiceEvents], ['other-files', 'audit', true])
})

test('a bucket that is not there, an unknown trail and another region are refused', async () => {
  await create('staying')
  await assert.rejects(cloudtrail.send(new UpdateTrailCommand({ Name: 'staying', S3BucketName: 'gone-bucket' })), { name: 'S3BucketDoesNotExistException' })
  await assert.rejects(cloudtrail.send(new UpdateTrailCommand({ Name: 'unknown' })), { name: 'TrailNotFoundException' })
  const elsewhere = createClients(server.url, 'eu-west-1', server.credentials)
  await assert.rejects(elsewhere.cloudtrail.send(new UpdateTrailCommand({ Name: arnOf('staying') })), { name: 'InvalidHomeRegionException' })
  elsewhere.destroy()
})
