import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateTrailCommand, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail'
import { createClients } from '../../support/clients.ts'
import { BUCKET, startRoom } from './room.ts'

const { cloudtrail, create, server } = await startRoom()
const names = (trails: readonly { Name?: string }[] | undefined) => (trails ?? []).map(({ Name }) => Name)

test('DescribeTrails tells all trails of the region, or those that are named; unknown names are left out', async () => {
  await create('one')
  await create('two')
  assert.deepEqual(names((await cloudtrail.send(new DescribeTrailsCommand({}))).trailList), ['one', 'two'])
  assert.deepEqual(names((await cloudtrail.send(new DescribeTrailsCommand({ trailNameList: ['two', 'three'] }))).trailList), ['two'])
})

test('a trail of all regions is seen from each of them, unless shadows are not wanted', async () => {
  await cloudtrail.send(new CreateTrailCommand({ Name: 'everywhere', S3BucketName: BUCKET, IsMultiRegionTrail: true }))
  const elsewhere = createClients(server.url, 'ap-northeast-1', server.credentials)
  const { trailList } = await elsewhere.cloudtrail.send(new DescribeTrailsCommand({}))
  assert.deepEqual(names(trailList), ['everywhere'])
  assert.deepEqual((await elsewhere.cloudtrail.send(new DescribeTrailsCommand({ includeShadowTrails: false }))).trailList, [])
  elsewhere.destroy()
})
