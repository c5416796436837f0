import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateSubnetCommand, type CreateSubnetCommandInput, CreateVpcCommand } from '@aws-sdk/client-ec2'
import { REGION } from '../../support/server.ts'
import { fails, startRoom } from './room.ts'

const { ec2, defaultVpc } = await startRoom()
const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
const VpcId = Vpc?.VpcId as string
const create = (CidrBlock: string | undefined, more: Partial<CreateSubnetCommandInput> = {}) => ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock, ...more }))

test('a subnet in a zone by its name or id, with tags', async () => {
  const { Subnet } = await create('10.0.1.7/24', {
    AvailabilityZone: `${REGION}b`,
    TagSpecifications: [{ ResourceType: 'subnet', Tags: [{ Key: 'k', Value: 'v' }] }],
  })
  assert.deepEqual(
    [Subnet?.CidrBlock, Subnet?.AvailabilityZone, Subnet?.DefaultForAz, Subnet?.MapPublicIpOnLaunch, Subnet?.Tags],
    ['10.0.1.0/24', `${REGION}b`, false, false, [{ Key: 'k', Value: 'v' }]],
  )
  assert.equal((await create('10.0.2.0/24', { AvailabilityZoneId: 'use1-az3' })).Subnet?.AvailabilityZone, `${REGION}c`)
  assert.equal((await create('10.0.3.0/28')).Subnet?.AvailableIpAddressCount, 11)
})

test('what overlaps, lies outside, is too small, or is nowhere', async () => {
  await fails(create('10.0.1.128/25'), 'InvalidSubnet.Conflict', "The CIDR '10.0.1.128/25' conflicts with another subnet")
  await fails(create('172.31.0.0/24'), 'InvalidSubnet.Range')
  await fails(create('10.0.9.0/29'), 'InvalidSubnet.Range')
  await fails(create(undefined), 'MissingParameter')
  await fails(
    create('10.0.9.0/24', { AvailabilityZone: 'eu-west-1a' }),
    'InvalidParameterValue',
    /Value \(eu-west-1a\) for parameter availabilityZone is invalid/,
  )
  await fails(create('10.0.9.0/24', { VpcId: 'vpc-0' }), 'InvalidVpcID.NotFound')
  await fails(create('10.0.9.0/24', { Ipv6CidrBlock: '2001:db8::/64' }), 'UnsupportedOperation')
  // The default VPC's range is full after 16 of its size.
  await fails(create('172.31.80.0/20', { VpcId: (await defaultVpc()).VpcId }), 'InvalidSubnet.Conflict')
})
