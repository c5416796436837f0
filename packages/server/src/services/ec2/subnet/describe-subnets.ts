import type { DescribeSubnetsRequest, DescribeSubnetsResult } from '@aws-sdk/client-ec2'
import type { Operation } from '../../../operation.ts'
import { subnetNotFound } from '../errors.ts'
import { look } from '../look.ts'
import { describeSubnet, subnetFilters } from './subnet.ts'

export const describeSubnets: Operation<DescribeSubnetsRequest, DescribeSubnetsResult> = (input, ctx) => {
  const wanted = { kind: 'subnet', ids: input.SubnetIds, idsName: 'subnetId', notFound: subnetNotFound, filters: subnetFilters(ctx) } as const
  const { things, more } = look(ctx, input, wanted)
  return { Subnets: things.map((subnet) => describeSubnet(ctx, subnet)), ...more }
}
