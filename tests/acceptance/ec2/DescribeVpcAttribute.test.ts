import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateVpcCommand, DescribeVpcAttributeCommand, type VpcAttributeName } from '@aws-sdk/client-ec2'
import { fails, startRoom } from './room.ts'

const { ec2, defaultVpc } = await startRoom()

test('the default VPC has DNS names, another one only DNS', async () => {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  const of = async (VpcId: string | undefined, Attribute: VpcAttributeName) => {
    const { $metadata: _, VpcId: __, ...answer } = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }))
    return answer
  }
  const { VpcId } = await defaultVpc()
  assert.deepEqual(await of(VpcId, 'enableDnsHostnames'), { EnableDnsHostnames: { Value: true } })
  assert.deepEqual(await of(Vpc?.VpcId, 'enableDnsHostnames'), { EnableDnsHostnames: { Value: false } })
  assert.deepEqual(await of(Vpc?.VpcId, 'enableDnsSupport'), { EnableDnsSupport: { Value: true } })
  assert.deepEqual(await of(VpcId, 'enableNetworkAddressUsageMetrics'), { EnableNetworkAddressUsageMetrics: { Value: false } })
  await fails(ec2.send(new DescribeVpcAttributeCommand({ VpcId: 'vpc-0', Attribute: 'enableDnsSupport' })), 'InvalidVpcID.NotFound')
})
