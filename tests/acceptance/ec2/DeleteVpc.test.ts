import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeInternetGatewaysCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2'
import { fails, startRoom } from './room.ts'

const { ec2, defaultVpc, subnets } = await startRoom()
const remove = (VpcId: string) => ec2.send(new DeleteVpcCommand({ VpcId }))

test('a VPC goes when nothing of the user is left in it', async () => {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  const VpcId = Vpc?.VpcId as string
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.0.0/24' }))
  const { GroupId } = await ec2.send(new CreateSecurityGroupCommand({ VpcId, GroupName: 'own', Description: 'own' }))
  await fails(remove(VpcId), 'DependencyViolation', `The vpc '${VpcId}' has dependencies and cannot be deleted.`)
  await ec2.send(new DeleteSubnetCommand({ SubnetId: Subnet?.SubnetId as string }))
  await fails(remove(VpcId), 'DependencyViolation')
  await ec2.send(new DeleteSecurityGroupCommand({ GroupId }))
  await remove(VpcId)
  await fails(remove(VpcId), 'InvalidVpcID.NotFound')
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }))
  assert.deepEqual(SecurityGroups, [])
})

test('the default VPC does not come back', async () => {
  const { VpcId } = await defaultVpc()
  for (const { SubnetId } of await subnets()) await ec2.send(new DeleteSubnetCommand({ SubnetId: SubnetId as string }))
  await remove(VpcId as string)
  assert.deepEqual((await ec2.send(new DescribeVpcsCommand({}))).Vpcs, [])
  assert.deepEqual((await ec2.send(new DescribeInternetGatewaysCommand({}))).InternetGateways, [])
  await fails(ec2.send(new CreateSecurityGroupCommand({ GroupName: 'g', Description: 'g' })), 'VPCIdNotSpecified', 'No default VPC for this user')
})
