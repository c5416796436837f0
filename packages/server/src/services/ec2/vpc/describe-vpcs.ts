import type { DescribeVpcsRequest, DescribeVpcsResult } from '@aws-sdk/client-ec2'
import type { Operation } from '../../../operation.ts'
import { vpcNotFound } from '../errors.ts'
import { look } from '../look.ts'
import { describeVpc, vpcFilters } from './vpc.ts'

export const describeVpcs: Operation<DescribeVpcsRequest, DescribeVpcsResult> = (input, ctx) => {
  const { things, more } = look(ctx, input, { kind: 'vpc', ids: input.VpcIds, idsName: 'vpcId', notFound: vpcNotFound, filters: vpcFilters(ctx) })
  return { Vpcs: things.map((vpc) => describeVpc(ctx, vpc)), ...more }
}
