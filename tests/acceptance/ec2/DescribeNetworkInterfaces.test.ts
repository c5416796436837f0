import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DescribeNetworkInterfacesCommand, type DescribeNetworkInterfacesCommandInput, DescribeSubnetsCommand } from '@aws-sdk/client-ec2'
import { startNotebooks } from '../../support/notebooks.ts'
import { ACCOUNT } from '../../support/server.ts'
import { fails } from './room.ts'

test('each notebook instance in a subnet has one, with an address of its own', async (t) => {
  const { server, create } = await startNotebooks(t)
  const { ec2 } = server.clients
  const look = async (input: DescribeNetworkInterfacesCommandInput = {}) =>
    (await ec2.send(new DescribeNetworkInterfacesCommand(input))).NetworkInterfaces ?? []
  assert.deepEqual(await look(), [])
  const { Subnets: [subnet] = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  const SubnetId = subnet?.SubnetId as string
  for (const name of ['one', 'two']) await create(name, { SubnetId })
  const [one, two] = await look()
  assert.deepEqual([one?.PrivateIpAddress, two?.PrivateIpAddress], ['172.31.0.4', '172.31.0.5'])
  assert.notEqual(one?.MacAddress, two?.MacAddress)
  assert.match(one?.MacAddress ?? '', /^02(:[0-9a-f]{2}){5}$/)
  assert.deepEqual(
    [one?.SubnetId, one?.VpcId, one?.AvailabilityZone, one?.Status, one?.OwnerId, one?.InterfaceType, one?.Attachment?.Status, one?.PrivateDnsName],
    [SubnetId, subnet?.VpcId, subnet?.AvailabilityZone, 'in-use', ACCOUNT, 'interface', 'attached', 'ip-172-31-0-4.ec2.internal'],
  )
  const by = async (Name: string, ...Values: string[]) => (await look({ Filters: [{ Name, Values }] })).map(({ PrivateIpAddress }) => PrivateIpAddress)
  assert.deepEqual(await by('description', '* one'), ['172.31.0.4'])
  assert.deepEqual(await by('subnet-id', SubnetId), ['172.31.0.4', '172.31.0.5'])
  assert.deepEqual(await by('group-id', one?.Groups?.[0]?.GroupId as string), ['172.31.0.4', '172.31.0.5'])
  assert.deepEqual(await by('private-ip-address', '172.31.0.5'), ['172.31.0.5'])
  const { Subnets: [after] = [] } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [SubnetId] }))
  assert.equal(after?.AvailableIpAddressCount, 4089)
  await fails(look({ NetworkInterfaceIds: ['eni-0'] }), 'InvalidNetworkInterfaceID.NotFound', "The networkInterface ID 'eni-0' does not exist")
})
