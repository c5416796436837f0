import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DescribeAvailabilityZonesCommand } from '@aws-sdk/client-ec2'
import { createClients } from '../../support/clients.ts'
import { REGION } from '../../support/server.ts'
import { fails, startRoom } from './room.ts'

const { ec2, server } = await startRoom()

test("the zones of the caller's region", async () => {
  const { AvailabilityZones = [] } = await ec2.send(new DescribeAvailabilityZonesCommand({}))
  assert.deepEqual(
    AvailabilityZones.map(({ ZoneName, ZoneId, State, RegionName }) => [ZoneName, ZoneId, State, RegionName]),
    ['a', 'b', 'c', 'd', 'e', 'f'].map((letter, index) => [`${REGION}${letter}`, `use1-az${index + 1}`, 'available', REGION]),
  )
  const tokyo = createClients(server.url, 'ap-northeast-1', server.credentials)
  const answer = await tokyo.ec2.send(new DescribeAvailabilityZonesCommand({}))
  tokyo.destroy()
  assert.deepEqual(
    answer.AvailabilityZones?.map(({ ZoneName }) => ZoneName),
    ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'],
  )
})

test('names, ids and filters pick; strangers are refused', async () => {
  const names = async (input: object) => (await ec2.send(new DescribeAvailabilityZonesCommand(input))).AvailabilityZones?.map(({ ZoneName }) => ZoneName)
  assert.deepEqual(await names({ ZoneNames: [`${REGION}b`] }), [`${REGION}b`])
  assert.deepEqual(await names({ ZoneIds: ['use1-az3'] }), [`${REGION}c`])
  assert.deepEqual(await names({ Filters: [{ Name: 'zone-name', Values: ['*d'] }] }), [`${REGION}d`])
  await fails(names({ ZoneNames: ['eu-west-1a'] }), 'InvalidParameterValue', 'Invalid availability zone: [eu-west-1a]')
})
