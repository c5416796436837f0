import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeleteSubnetCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2'
import { fails, startRoom } from './room.ts'

const { ec2, subnets } = await startRoom()

test('a subnet goes, and is unknown then', async () => {
  const [first, ...others] = await subnets()
  const SubnetId = first?.SubnetId as string
  await ec2.send(new DeleteSubnetCommand({ SubnetId }))
  assert.deepEqual((await ec2.send(new DescribeSubnetsCommand({}))).Subnets, others)
  await fails(ec2.send(new DeleteSubnetCommand({ SubnetId })), 'InvalidSubnetID.NotFound', `The subnet ID '${SubnetId}' does not exist`)
})
