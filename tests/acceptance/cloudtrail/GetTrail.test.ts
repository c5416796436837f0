import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetTrailCommand } from '@aws-sdk/client-cloudtrail'
import { REGION } from '../../support/server.ts'
import { arnOf, BUCKET, startRoom } from './room.ts'

const { cloudtrail, create } = await startRoom()

test('GetTrail tells the trail by its name and by its ARN', async () => {
  await create('known')
  for (const Name of ['known', arnOf('known')]) {
    const { Trail } = await cloudtrail.send(new GetTrailCommand({ Name }))
    assert.deepEqual(Trail, {
      Name: 'known',
      S3BucketName: BUCKET,
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: false,
      HomeRegion: REGION,
      TrailARN: arnOf('known'),
      LogFileValidationEnabled: false,
      HasCustomEventSelectors: false,
      HasInsightSelectors: false,
      IsOrganizationTrail: false,
    })
  }
})

test('an unknown trail is refused', async () => {
  await assert.rejects(cloudtrail.send(new GetTrailCommand({ Name: 'unknown' })), { name: 'TrailNotFoundException' })
})
