import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateTagsCommand, DeleteTagsCommand, type Tag } from '@aws-sdk/client-ec2'
import { fails, startRoom } from './room.ts'

const { ec2, defaultVpc } = await startRoom()
const Resources = [(await defaultVpc()).VpcId as string]
const left = async (Tags?: Tag[]) => {
  await ec2.send(new DeleteTagsCommand({ Resources, Tags }))
  return (await defaultVpc()).Tags?.map(({ Key }) => Key)
}

test('by key, by key and value, all', async () => {
  await ec2.send(new CreateTagsCommand({ Resources, Tags: ['a', 'b', 'c', 'd'].map((Key) => ({ Key, Value: 'v' })) }))
  assert.deepEqual(await left([{ Key: 'a' }]), ['b', 'c', 'd'])
  assert.deepEqual(await left([{ Key: 'b', Value: 'other' }]), ['b', 'c', 'd'])
  assert.deepEqual(await left([{ Key: 'b', Value: 'v' }, { Key: 'never there' }]), ['c', 'd'])
  assert.deepEqual(await left(), [])
  await fails(ec2.send(new DeleteTagsCommand({ Resources: ['vpc-0'] })), 'InvalidVpcID.NotFound')
})
