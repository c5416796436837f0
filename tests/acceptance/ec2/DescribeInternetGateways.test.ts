import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DescribeInternetGatewaysCommand } from '@aws-sdk/client-ec2'
import { ACCOUNT } from '../../support/server.ts'
import { fails, startRoom } from './room.ts'

const { ec2, defaultVpc } = await startRoom()

test('the default VPC has one, attached', async () => {
  const { VpcId } = await defaultVpc()
  const { InternetGateways = [] } = await ec2.send(new DescribeInternetGatewaysCommand({ Filters: [{ Name: 'attachment.vpc-id', Values: [VpcId as string] }] }))
  assert.equal(InternetGateways.length, 1)
  assert.match(InternetGateways[0]?.InternetGatewayId ?? '', /^igw-[0-9a-f]{17}$/)
  assert.deepEqual([InternetGateways[0]?.OwnerId, InternetGateways[0]?.Attachments], [ACCOUNT, [{ State: 'available', VpcId }]])
  await fails(ec2.send(new DescribeInternetGatewaysCommand({ InternetGatewayIds: ['igw-0'] })), 'InvalidInternetGatewayID.NotFound')
})
