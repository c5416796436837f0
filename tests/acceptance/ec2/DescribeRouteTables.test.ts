import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DescribeInternetGatewaysCommand, DescribeRouteTablesCommand } from '@aws-sdk/client-ec2'
import { fails, startRoom } from './room.ts'

const { ec2, defaultVpc } = await startRoom()

test("the default VPC's main table leads to its internet gateway", async () => {
  const { VpcId } = await defaultVpc()
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ Filters: [{ Name: 'association.main', Values: ['true'] }] }))
  const { InternetGateways: [gateway] = [] } = await ec2.send(new DescribeInternetGatewaysCommand({}))
  assert.equal(RouteTables.length, 1)
  const [table] = RouteTables
  assert.equal(table?.VpcId, VpcId)
  assert.equal(table?.Associations?.[0]?.Main, true)
  assert.deepEqual(
    table?.Routes?.map(({ DestinationCidrBlock, GatewayId, Origin, State }) => [DestinationCidrBlock, GatewayId, Origin, State]),
    [
      ['172.31.0.0/16', 'local', 'CreateRouteTable', 'active'],
      ['0.0.0.0/0', gateway?.InternetGatewayId, 'CreateRoute', 'active'],
    ],
  )
  const bySubnet = await ec2.send(new DescribeRouteTablesCommand({ Filters: [{ Name: 'association.subnet-id', Values: ['*'] }] }))
  assert.deepEqual(bySubnet.RouteTables, [])
  await fails(ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: ['rtb-0'] })), 'InvalidRouteTableID.NotFound')
})
