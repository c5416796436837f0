import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateSubnetCommand, CreateVpcCommand, DescribeSubnetsCommand, type DescribeSubnetsCommandInput } from '@aws-sdk/client-ec2'
import { ACCOUNT, REGION } from '../../support/server.ts'
import { fails, startRoom } from './room.ts'

const { ec2, defaultVpc } = await startRoom()
const look = async (input: DescribeSubnetsCommandInput = {}) => ec2.send(new DescribeSubnetsCommand(input))

test('the default VPC has a subnet in each availability zone', async () => {
  const { Subnets = [] } = await look()
  const vpc = await defaultVpc()
  assert.deepEqual(
    Subnets.map(({ AvailabilityZone, CidrBlock }) => [AvailabilityZone, CidrBlock]),
    ['a', 'b', 'c', 'd', 'e', 'f'].map((letter, index) => [`${REGION}${letter}`, `172.31.${index * 16}.0/20`]),
  )
  for (const { SubnetId, SubnetArn, VpcId, ...rest } of Subnets) {
    assert.match(SubnetId ?? '', /^subnet-[0-9a-f]{17}$/)
    assert.equal(SubnetArn, `arn:aws:ec2:${REGION}:${ACCOUNT}:subnet/${SubnetId}`)
    assert.deepEqual([VpcId, rest.DefaultForAz, rest.MapPublicIpOnLaunch, rest.AvailableIpAddressCount, rest.State], [vpc.VpcId, true, true, 4091, 'available'])
  }
})

test('filters and pages', async () => {
  const { Subnets: [first] = [] } = await look()
  const ids = async (input: DescribeSubnetsCommandInput) => (await look(input)).Subnets?.map(({ SubnetId }) => SubnetId)
  assert.deepEqual(await ids({ Filters: [{ Name: 'availability-zone', Values: [`${REGION}a`] }] }), [first?.SubnetId])
  assert.deepEqual(await ids({ Filters: [{ Name: 'subnet-id', Values: [first?.SubnetId as string] }] }), [first?.SubnetId])
  assert.deepEqual(await ids({ SubnetIds: [first?.SubnetId as string] }), [first?.SubnetId])
  const one = await look({ MaxResults: 5 })
  const two = await look({ MaxResults: 5, NextToken: one.NextToken })
  assert.deepEqual([one.Subnets?.length, two.Subnets?.length, two.NextToken], [5, 1, undefined])
  const all = (await look()).Subnets?.map(({ SubnetId }) => SubnetId)
  assert.deepEqual(
    [...(one.Subnets ?? []), ...(two.Subnets ?? [])].map(({ SubnetId }) => SubnetId),
    all,
  )
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  await ec2.send(new CreateSubnetCommand({ VpcId: Vpc?.VpcId as string, CidrBlock: '10.0.1.0/24' }))
  const { Subnets: own = [] } = await look({
    Filters: [
      { Name: 'vpc-id', Values: [Vpc?.VpcId as string] },
      { Name: 'default-for-az', Values: ['false'] },
    ],
  })
  assert.deepEqual(
    own.map(({ CidrBlock, AvailableIpAddressCount }) => [CidrBlock, AvailableIpAddressCount]),
    [['10.0.1.0/24', 251]],
  )
})

test('an unknown subnet', async () => {
  await fails(look({ SubnetIds: ['subnet-0'] }), 'InvalidSubnetID.NotFound', "The subnet ID 'subnet-0' does not exist")
})
