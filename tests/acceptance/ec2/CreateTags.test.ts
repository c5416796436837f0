import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateTagsCommand, DescribeSubnetsCommand, type Tag } from '@aws-sdk/client-ec2'
import { fails, startRoom } from './room.ts'

const { ec2, defaultVpc, subnets } = await startRoom()
const { VpcId } = await defaultVpc()
const create = (Tags: Tag[], ...Resources: string[]) =>
  ec2.send(new CreateTagsCommand({ Resources: Resources.length > 0 ? Resources : [VpcId as string], Tags }))

test('several resources at once; a tag is overwritten', async () => {
  const [one, two] = (await subnets()).map(({ SubnetId }) => SubnetId as string)
  await create([{ Key: 'Name', Value: 'a' }, { Key: 'empty' }], VpcId as string, one as string, two as string)
  await create([{ Key: 'Name', Value: 'b' }], one as string)
  assert.deepEqual((await defaultVpc()).Tags, [
    { Key: 'Name', Value: 'a' },
    { Key: 'empty', Value: '' },
  ])
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ Filters: [{ Name: 'tag:Name', Values: ['b'] }] }))
  assert.deepEqual(
    Subnets?.map(({ SubnetId }) => SubnetId),
    [one],
  )
})

test('what is no tag or no resource: nothing is changed', async () => {
  const before = (await defaultVpc()).Tags
  await fails(create([{ Key: 'x', Value: 'y' }], VpcId as string, 'subnet-0'), 'InvalidSubnetID.NotFound')
  await fails(create([{ Key: 'x', Value: 'y' }], 'thing-1'), 'InvalidID', "The ID 'thing-1' is not valid")
  await fails(create([{ Key: 'aws:x', Value: 'y' }]), 'InvalidParameterValue', "Tag keys starting with 'aws:' are reserved for internal use")
  await fails(create([{ Key: 'x'.repeat(129), Value: 'y' }]), 'InvalidParameterValue')
  await fails(create([{ Key: 'x', Value: 'y'.repeat(257) }]), 'InvalidParameterValue')
  await fails(create(Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}` }))), 'TagLimitExceeded')
  assert.deepEqual((await defaultVpc()).Tags, before)
})
