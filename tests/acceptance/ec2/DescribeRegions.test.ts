import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DescribeRegionsCommand } from '@aws-sdk/client-ec2'
import { fails, startRoom } from './room.ts'

const { ec2 } = await startRoom()
const look = async (input: object = {}) => (await ec2.send(new DescribeRegionsCommand(input))).Regions ?? []

test("AWS's commercial regions, each with its endpoint", async () => {
  const all = await look()
  assert.equal(all.length, 34)
  assert.deepEqual(
    all.find(({ RegionName }) => RegionName === 'ap-northeast-1'),
    {
      RegionName: 'ap-northeast-1',
      Endpoint: 'ec2.ap-northeast-1.amazonaws.com',
      OptInStatus: 'opt-in-not-required',
    },
  )
  assert.deepEqual(
    (await look({ RegionNames: ['eu-west-1'] })).map(({ RegionName }) => RegionName),
    ['eu-west-1'],
  )
  assert.deepEqual(
    (await look({ Filters: [{ Name: 'region-name', Values: ['us-*'] }] })).map(({ RegionName }) => RegionName),
    ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
  )
  await fails(look({ RegionNames: ['mars-1'] }), 'InvalidParameterValue', 'Invalid region names specified: mars-1')
})
