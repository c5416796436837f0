import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeleteTrailCommand, GetTrailCommand, ListTagsCommand } from '@aws-sdk/client-cloudtrail'
import { arnOf, startRoom } from './room.ts'

const { cloudtrail, create } = await startRoom()

test('DeleteTrail takes the trail and its tags away, by name or ARN', async () => {
  await create('by-name')
  await create('by-arn')
  await cloudtrail.send(new DeleteTrailCommand({ Name: 'by-name' }))
  await cloudtrail.send(new DeleteTrailCommand({ Name: arnOf('by-arn') }))
  for (const name of ['by-name', 'by-arn']) {
    await assert.rejects(cloudtrail.send(new GetTrailCommand({ Name: name })), { name: 'TrailNotFoundException' })
    await assert.rejects(cloudtrail.send(new ListTagsCommand({ ResourceIdList: [arnOf(name)] })), { name: 'ResourceNotFoundException' })
  }
})

test('a trail that does not exist, and an ARN of something else, are refused', async () => {
  await assert.rejects(cloudtrail.send(new DeleteTrailCommand({ Name: 'nobody' })), { name: 'TrailNotFoundException' })
  await assert.rejects(cloudtrail.send(new DeleteTrailCommand({ Name: 'arn:aws:s3:::bucket' })), { name: 'CloudTrailARNInvalidException' })
})
