import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateVpcCommand, DescribeRouteTablesCommand, DescribeSecurityGroupsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2'
import { fails, startRoom } from './room.ts'

const { ec2 } = await startRoom()
const create = (CidrBlock: string, more = {}) => ec2.send(new CreateVpcCommand({ CidrBlock, ...more }))

test('a VPC comes with its default group and a main route table that leads nowhere outside', async () => {
  const { Vpc } = await create('10.1.2.3/16', { TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'Name', Value: 'lab' }] }] })
  assert.deepEqual([Vpc?.CidrBlock, Vpc?.IsDefault, Vpc?.Tags], ['10.1.0.0/16', false, [{ Key: 'Name', Value: 'lab' }]])
  const Filters = [{ Name: 'vpc-id', Values: [Vpc?.VpcId as string] }]
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
  assert.deepEqual(
    SecurityGroups.map(({ GroupName }) => GroupName),
    ['default'],
  )
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ Filters }))
  assert.deepEqual(
    RouteTables.map(({ Routes }) => Routes?.map(({ DestinationCidrBlock, GatewayId }) => [DestinationCidrBlock, GatewayId])),
    [[['10.1.0.0/16', 'local']]],
  )
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'tag:Name', Values: ['lab'] }] }))
  assert.deepEqual(Vpcs, [Vpc])
})

test('wrong ranges and tags, what Kenja lacks, and a sixth VPC are refused', async () => {
  for (const range of ['10.0.0.0/8', '10.0.0.0/29', '10.0.0.0', '300.0.0.0/16', 'x']) await fails(create(range), 'InvalidVpc.Range')
  await fails(ec2.send(new CreateVpcCommand({})), 'MissingParameter')
  await fails(
    create('10.2.0.0/16', { TagSpecifications: [{ ResourceType: 'subnet', Tags: [] }] }),
    'InvalidParameterValue',
    /'subnet' is not a valid taggable resource type/,
  )
  await fails(create('10.2.0.0/16', { AmazonProvidedIpv6CidrBlock: true }), 'UnsupportedOperation', /IPv6/)
  await fails(create('10.2.0.0/16', { InstanceTenancy: 'dedicated' }), 'UnsupportedOperation', /dedicated/)
  for (const number of [2, 3, 4]) await create(`10.${number}.0.0/16`)
  await fails(create('10.5.0.0/16'), 'VpcLimitExceeded')
})
