import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetEventSelectorsCommand } from '@aws-sdk/client-cloudtrail'
import { arnOf, startRoom } from './room.ts'

const { cloudtrail, create } = await startRoom()

test('a trail without selectors of its own records all management events', async () => {
  await create('plain')
  const { TrailARN, EventSelectors } = await cloudtrail.send(new GetEventSelectorsCommand({ TrailName: 'plain' }))
  assert.equal(TrailARN, arnOf('plain'))
  assert.deepEqual(EventSelectors, [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] }])
})

test('an unknown trail is refused', async () => {
  await assert.rejects(cloudtrail.send(new GetEventSelectorsCommand({ TrailName: 'unknown' })), { name: 'TrailNotFoundException' })
})
