import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AuthorizeSecurityGroupIngressCommand, DescribeSecurityGroupsCommand, type DescribeSecurityGroupsCommandInput } from '@aws-sdk/client-ec2'
import { ACCOUNT } from '../../support/server.ts'
import { fails, startRoom } from './room.ts'

const { ec2, defaultGroup, defaultVpc, makeGroup } = await startRoom()
const names = async (input: DescribeSecurityGroupsCommandInput) =>
  (await ec2.send(new DescribeSecurityGroupsCommand(input))).SecurityGroups?.map(({ GroupName }) => GroupName)

test('the default group lets its own members in', async () => {
  const { GroupId, IpPermissions, VpcId, Description } = await defaultGroup()
  assert.deepEqual([VpcId, Description], [(await defaultVpc()).VpcId, 'default VPC security group'])
  assert.deepEqual(IpPermissions, [{ IpProtocol: '-1', IpRanges: [], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [{ GroupId, UserId: ACCOUNT }] }])
})

test('ids, names and filters, those about rules included', async () => {
  const web = await makeGroup('web')
  const db = await makeGroup('db')
  const rule = { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, UserIdGroupPairs: [{ GroupId: web }] }
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: db, IpPermissions: [rule] }))
  assert.deepEqual(await names({ GroupNames: ['web'] }), ['web'])
  assert.deepEqual(await names({ GroupIds: [web, db] }), ['web', 'db'])
  const by = (Name: string, ...Values: string[]) => names({ Filters: [{ Name, Values }] })
  assert.deepEqual(await by('group-name', 'w*', 'default'), ['default', 'web'])
  assert.deepEqual(await by('description', 'the group db'), ['db'])
  assert.deepEqual(await by('ip-permission.from-port', '5432'), ['db'])
  assert.deepEqual(await by('ip-permission.group-id', web), ['db'])
  assert.deepEqual(await by('ip-permission.group-name', 'web'), ['db'])
  assert.deepEqual(await by('egress.ip-permission.cidr', '0.0.0.0/0'), ['default', 'web', 'db'])
  assert.deepEqual(await by('egress.ip-permission.protocol', 'tcp'), [])
  assert.deepEqual(await by('vpc-id', 'vpc-0'), [])
})

test('unknown and malformed ids and names', async () => {
  const { VpcId } = await defaultVpc()
  await fails(names({ GroupIds: ['sg-0'] }), 'InvalidGroup.NotFound', "The security group 'sg-0' does not exist")
  await fails(names({ GroupIds: ['sg-0', 'sg-1'] }), 'InvalidGroup.NotFound', "The security groups 'sg-0', 'sg-1' do not exist")
  await fails(names({ GroupIds: ['nope'] }), 'InvalidGroupId.Malformed')
  await fails(names({ GroupNames: ['nope'] }), 'InvalidGroup.NotFound', `The security group 'nope' does not exist in default VPC '${VpcId}'`)
})
