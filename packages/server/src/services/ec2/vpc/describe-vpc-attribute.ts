import type { DescribeVpcAttributeRequest, DescribeVpcAttributeResult } from '@aws-sdk/client-ec2'
import type { Operation } from '../../../operation.ts'
import { begin } from '../begin.ts'
import { mustFindVpc } from '../find.ts'

export const describeVpcAttribute: Operation<DescribeVpcAttributeRequest, DescribeVpcAttributeResult> = (input, ctx) => {
  begin(ctx, input)
  const { id, body } = mustFindVpc(ctx, input.VpcId)
  if (input.Attribute === 'enableDnsHostnames') return { VpcId: id, EnableDnsHostnames: { Value: body.dnsHostnames } }
  if (input.Attribute === 'enableDnsSupport') return { VpcId: id, EnableDnsSupport: { Value: true } }
  return { VpcId: id, EnableNetworkAddressUsageMetrics: { Value: false } }
}
