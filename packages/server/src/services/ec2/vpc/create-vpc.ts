import type { CreateVpcRequest, CreateVpcResult } from '@aws-sdk/client-ec2'
import type { Operation, Valid } from '../../../operation.ts'
import { begin } from '../begin.ts'
import { insertRouteTable, insertVpc } from '../default-network.ts'
import { invalidVpcRange, limitExceeded, missing, notYet } from '../errors.ts'
import { rangeOf, rangeText } from '../ip-range.ts'
import { ec2Limits } from '../limits.ts'
import * as resources from '../resource.store.ts'
import { setTags, specifiedTags } from '../tags.ts'
import { describeVpc } from './vpc.ts'

/** A VPC has between 16 and 65,536 addresses (AWS: "VPC CIDR blocks"). */
const [LARGEST, SMALLEST] = [16, 28]

function refuseUnsupported(input: Valid<CreateVpcRequest>): void {
  if (input.AmazonProvidedIpv6CidrBlock || input.Ipv6CidrBlock || input.Ipv6Pool || input.Ipv6IpamPoolId) throw notYet('IPv6 ranges of VPCs')
  if (input.Ipv4IpamPoolId) throw notYet('IPAM pools (Ipv4IpamPoolId)')
  if (input.VpcEncryptionControl) throw notYet('encryption controls of VPCs (VpcEncryptionControl)')
  if (input.InstanceTenancy !== undefined && input.InstanceTenancy !== 'default') throw notYet(`the tenancy ${input.InstanceTenancy}`)
}

/** A VPC as AWS makes it: with a default security group and a main route table that leads nowhere outside. */
export const createVpc: Operation<CreateVpcRequest, CreateVpcResult> = (input, ctx) => {
  begin(ctx, input)
  refuseUnsupported(input)
  if (input.CidrBlock === undefined) throw missing('cidrBlock')
  const range = rangeOf(input.CidrBlock)
  if (!range || range.bits < LARGEST || range.bits > SMALLEST) throw invalidVpcRange(input.CidrBlock)
  const tags = specifiedTags(input.TagSpecifications, 'vpc')
  if (resources.count(ctx, 'vpc') >= ec2Limits.vpcsPerRegion) throw limitExceeded('VpcLimitExceeded', 'VPCs')
  const vpc = insertVpc(ctx, rangeText(range), false)
  insertRouteTable(ctx, vpc.id, vpc.body.cidrBlock)
  setTags(ctx, 'vpc', vpc.id, tags)
  return { Vpc: describeVpc(ctx, vpc) }
}
