import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateSecurityGroupCommand, type CreateSecurityGroupCommandInput, CreateVpcCommand, DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2'
import { ACCOUNT, REGION } from '../../support/server.ts'
import { fails, startRoom } from './room.ts'

const { ec2, defaultVpc, group } = await startRoom()
const create = (more: Partial<CreateSecurityGroupCommandInput>) => ec2.send(new CreateSecurityGroupCommand({ GroupName: 'g', Description: 'd', ...more }))

test('a new group lets nobody in and everybody out', async () => {
  const made = await create({
    GroupName: 'web',
    Description: 'web servers',
    TagSpecifications: [{ ResourceType: 'security-group', Tags: [{ Key: 'a', Value: '1' }] }],
  })
  assert.match(made.GroupId ?? '', /^sg-[0-9a-f]{17}$/)
  assert.equal(made.SecurityGroupArn, `arn:aws:ec2:${REGION}:${ACCOUNT}:security-group/${made.GroupId}`)
  assert.deepEqual(made.Tags, [{ Key: 'a', Value: '1' }])
  const described = await group(made.GroupId as string)
  assert.deepEqual(
    [described.GroupName, described.Description, described.VpcId, described.IpPermissions],
    ['web', 'web servers', (await defaultVpc()).VpcId, []],
  )
  assert.deepEqual(described.IpPermissionsEgress, [
    { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] },
  ])
})

test('names are unique in a VPC, and not beyond', async () => {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  await create({ GroupName: 'twice' })
  const { VpcId } = await defaultVpc()
  await fails(create({ GroupName: 'twice' }), 'InvalidGroup.Duplicate', `The security group 'twice' already exists for VPC '${VpcId}'`)
  assert.match((await create({ GroupName: 'twice', VpcId: Vpc?.VpcId })).GroupId ?? '', /^sg-/)
})

test('twice at the same moment: one group', async () => {
  const both = await Promise.allSettled([create({ GroupName: 'race' }), create({ GroupName: 'race' })])
  assert.deepEqual(
    both.flatMap((one) => (one.status === 'rejected' ? [one.reason.name] : [])),
    ['InvalidGroup.Duplicate'],
  )
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupNames: ['race'] }))
  assert.deepEqual(
    SecurityGroups?.map(({ GroupId }) => GroupId),
    both.flatMap((one) => (one.status === 'fulfilled' ? [one.value.GroupId] : [])),
  )
})

test('names and descriptions that EC2 does not take, and VPCs that are not there', async () => {
  await fails(create({ GroupName: undefined }), 'MissingParameter', 'The request must contain the parameter groupName')
  await fails(create({ GroupName: 'default' }), 'InvalidGroup.Reserved')
  await fails(create({ GroupName: 'sg-1' }), 'InvalidParameterValue')
  await fails(
    create({ Description: '日本' }),
    'InvalidParameterValue',
    'Value (日本) for parameter GroupDescription is invalid. Character sets beyond ASCII are not supported.',
  )
  await fails(create({ GroupName: 'x'.repeat(256) }), 'InvalidParameterValue')
  await fails(create({ GroupName: 'a<b' }), 'InvalidParameterValue')
  await fails(create({ VpcId: 'vpc-0' }), 'InvalidVpcID.NotFound')
})
