import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListTrailsCommand } from '@aws-sdk/client-cloudtrail'
import { REGION } from '../../support/server.ts'
import { arnOf, startRoom } from './room.ts'

const { cloudtrail, create } = await startRoom()

test('ListTrails tells name, ARN and home of every trail', async () => {
  assert.deepEqual((await cloudtrail.send(new ListTrailsCommand({}))).Trails, [])
  await create('listed')
  assert.deepEqual((await cloudtrail.send(new ListTrailsCommand({}))).Trails, [{ TrailARN: arnOf('listed'), Name: 'listed', HomeRegion: REGION }])
})
