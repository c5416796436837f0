import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateTagsCommand, DescribeTagsCommand, type DescribeTagsCommandInput } from '@aws-sdk/client-ec2'
import { fails, startRoom } from './room.ts'

const { ec2, defaultVpc, defaultGroup } = await startRoom()

test('tags of all resources, by filters and pages', async () => {
  const vpc = (await defaultVpc()).VpcId as string
  const group = (await defaultGroup()).GroupId as string
  await ec2.send(new CreateTagsCommand({ Resources: [vpc, group], Tags: [{ Key: 'team', Value: 'ml' }] }))
  await ec2.send(new CreateTagsCommand({ Resources: [vpc], Tags: [{ Key: 'Name', Value: 'lab' }] }))
  const look = async (input: DescribeTagsCommandInput) => {
    const { Tags = [], NextToken } = await ec2.send(new DescribeTagsCommand(input))
    return { rows: Tags.map(({ ResourceId, ResourceType, Key, Value }) => [ResourceId, ResourceType, Key, Value]), NextToken }
  }
  const all = [
    [vpc, 'vpc', 'Name', 'lab'],
    [vpc, 'vpc', 'team', 'ml'],
    [group, 'security-group', 'team', 'ml'],
  ]
  assert.deepEqual((await look({})).rows, all)
  const by = async (Name: string, ...Values: string[]) => (await look({ Filters: [{ Name, Values }] })).rows
  assert.deepEqual(await by('resource-id', group), [all[2]])
  assert.deepEqual(await by('resource-type', 'vpc'), [all[0], all[1]])
  assert.deepEqual(await by('key', 'team'), [all[1], all[2]])
  assert.deepEqual(await by('tag:Name', 'l*'), [all[0]])
  const first = await look({ MaxResults: 2 })
  const second = await look({ MaxResults: 2, NextToken: first.NextToken })
  assert.deepEqual([...first.rows, ...second.rows, second.NextToken], [...all, undefined])
  await fails(look({ Filters: [{ Name: 'colour', Values: ['x'] }] }), 'InvalidParameterValue')
})
