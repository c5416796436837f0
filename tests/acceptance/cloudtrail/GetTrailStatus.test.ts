import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetTrailStatusCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail'
import { DeleteBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { BUCKET, startRoom, trailBucketPolicy } from './room.ts'

const { cloudtrail, create, createAndStart, server, s3 } = await startRoom()
const status = async (Name: string) => cloudtrail.send(new GetTrailStatusCommand({ Name }))

test('a new trail does not log and has delivered nothing', async () => {
  await create('fresh')
  const { IsLogging, LatestDeliveryTime, TimeLoggingStarted } = await status('fresh')
  assert.deepEqual([IsLogging, LatestDeliveryTime, TimeLoggingStarted], [false, undefined, ''])
})

test('starts, deliveries and stops are told', async () => {
  await createAndStart('living')
  await server.app.deliverTrails()
  const on = await status('living')
  assert.equal(on.IsLogging, true)
  assert.ok(on.StartLoggingTime && on.LatestDeliveryTime && on.LatestDeliveryTime >= on.StartLoggingTime)
  assert.match(on.LatestDeliveryAttemptSucceeded ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  await cloudtrail.send(new StopLoggingCommand({ Name: 'living' }))
  const off = await status('living')
  assert.equal(off.IsLogging, false)
  assert.ok(off.StopLoggingTime)
})

test('a bucket that no longer lets CloudTrail in is told, and nothing is lost', async () => {
  await createAndStart('shut-out')
  await s3.send(new DeleteBucketPolicyCommand({ Bucket: BUCKET }))
  await server.app.deliverTrails()
  assert.equal((await status('shut-out')).LatestDeliveryError, 'AccessDenied')
  await s3.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy: trailBucketPolicy(BUCKET) }))
  await server.app.deliverTrails()
  const { LatestDeliveryError, LatestDeliveryTime } = await status('shut-out')
  assert.equal(LatestDeliveryError, undefined)
  assert.ok(LatestDeliveryTime)
})
