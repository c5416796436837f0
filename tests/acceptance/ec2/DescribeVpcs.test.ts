import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateVpcCommand, DescribeVpcsCommand, type DescribeVpcsCommandInput } from '@aws-sdk/client-ec2'
import { createClients } from '../../support/clients.ts'
import { ACCOUNT } from '../../support/server.ts'
import { fails, startRoom } from './room.ts'

const { ec2, server } = await startRoom()
const look = async (input: DescribeVpcsCommandInput = {}) => ec2.send(new DescribeVpcsCommand(input))

test('every region has one default VPC, and always the same', async () => {
  const { Vpcs = [] } = await look()
  assert.equal(Vpcs.length, 1)
  const [vpc] = Vpcs
  assert.match(vpc?.VpcId ?? '', /^vpc-[0-9a-f]{17}$/)
  assert.deepEqual(
    [vpc?.CidrBlock, vpc?.IsDefault, vpc?.State, vpc?.InstanceTenancy, vpc?.OwnerId, vpc?.Tags],
    ['172.31.0.0/16', true, 'available', 'default', ACCOUNT, []],
  )
  assert.deepEqual((await look()).Vpcs, Vpcs)
  const tokyo = createClients(server.url, 'ap-northeast-1', server.credentials)
  const { Vpcs: others = [] } = await tokyo.ec2.send(new DescribeVpcsCommand({}))
  tokyo.destroy()
  assert.equal(others.length, 1)
  assert.notEqual(others[0]?.VpcId, vpc?.VpcId)
})

test('ids, filters, wildcards and pages', async () => {
  for (const number of [0, 1, 2]) await ec2.send(new CreateVpcCommand({ CidrBlock: `10.${number}.0.0/16` }))
  const of = async (input: DescribeVpcsCommandInput) => (await look(input)).Vpcs?.map(({ CidrBlock }) => CidrBlock)
  const { Vpcs: [first] = [] } = await look()
  assert.deepEqual(await of({ VpcIds: [first?.VpcId as string] }), ['172.31.0.0/16'])
  assert.deepEqual(await of({ Filters: [{ Name: 'cidr', Values: ['10.?.0.0/*'] }] }), ['10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16'])
  assert.deepEqual(
    await of({
      Filters: [
        { Name: 'is-default', Values: ['false'] },
        { Name: 'cidr', Values: ['10.1.0.0/16', '172.31.0.0/16'] },
      ],
    }),
    ['10.1.0.0/16'],
  )
  assert.deepEqual(await of({ Filters: [{ Name: 'tag:Name', Values: ['*'] }] }), [])
  // Only literally: a backslash takes the star as a letter.
  assert.deepEqual(await of({ Filters: [{ Name: 'cidr', Values: ['10.\\*'] }] }), [])
  await ec2.send(new CreateVpcCommand({ CidrBlock: '10.3.0.0/16' }))
  const page = await look({ MaxResults: 5 })
  assert.deepEqual([page.Vpcs?.length, page.NextToken], [5, undefined])
})

test('wrong ids, filters, tokens and combinations are refused in EC2 words', async () => {
  await fails(look({ VpcIds: ['vpc-0'] }), 'InvalidVpcID.NotFound', "The vpc ID 'vpc-0' does not exist")
  await fails(look({ VpcIds: ['vpc-0', 'vpc-1'] }), 'InvalidVpcID.NotFound', "The vpc IDs 'vpc-0, vpc-1' do not exist")
  await fails(look({ Filters: [{ Name: 'colour', Values: ['x'] }] }), 'InvalidParameterValue', "The filter 'colour' is invalid")
  await fails(look({ Filters: [{ Name: '__proto__', Values: ['x'] }] }), 'InvalidParameterValue')
  await fails(look({ NextToken: 'x' }), 'InvalidPaginationToken')
  await fails(look({ MaxResults: 4 }), 'InvalidParameterValue')
  const { Vpcs: [first] = [] } = await look()
  await fails(
    look({ VpcIds: [first?.VpcId as string], MaxResults: 5 }),
    'InvalidParameterCombination',
    'The parameter vpcId cannot be used with the parameter maxResults',
  )
  await fails(look({ DryRun: true }), 'DryRunOperation', 'Request would have succeeded, but DryRun flag is set.')
})
