import type { CreateSubnetRequest, CreateSubnetResult } from '@aws-sdk/client-ec2'
import type { Operation, Valid } from '../../../operation.ts'
import { begin } from '../begin.ts'
import { invalidSubnetRange, invalidValue, limitExceeded, missing, notYet, subnetConflict } from '../errors.ts'
import { mustFindVpc } from '../find.ts'
import { holds, type IpRange, overlap, rangeOf, rangeText } from '../ip-range.ts'
import { ec2Limits } from '../limits.ts'
import { type Zone, zonesOf } from '../regions.ts'
import * as resources from '../resource.store.ts'
import { newId } from '../resource.ts'
import { setTags, specifiedTags } from '../tags.ts'
import { describeSubnet, rangeOfSubnet } from './subnet.ts'

/** A subnet has between 16 and 65,536 addresses (AWS: "Subnet CIDR blocks"). */
const [LARGEST, SMALLEST] = [16, 28]

function refuseUnsupported(input: Valid<CreateSubnetRequest>): void {
  if (input.Ipv6CidrBlock || input.Ipv6Native || input.Ipv6IpamPoolId) throw notYet('IPv6 ranges of subnets')
  if (input.Ipv4IpamPoolId) throw notYet('IPAM pools (Ipv4IpamPoolId)')
  if (input.OutpostArn) throw notYet('Outposts (OutpostArn)')
}

/** The zone that is asked for; else the region's first. */
function zoneOf(region: string, { AvailabilityZone, AvailabilityZoneId }: Valid<CreateSubnetRequest>): Zone {
  const zones = zonesOf(region)
  const wanted = AvailabilityZone ?? AvailabilityZoneId
  const found = wanted === undefined ? zones[0] : zones.find(({ name, id }) => name === AvailabilityZone || id === AvailabilityZoneId)
  if (!found) {
    const names = zones.map(({ name, id }) => (AvailabilityZone === undefined ? id : name)).join(', ')
    const parameter = AvailabilityZone === undefined ? 'availabilityZoneId' : 'availabilityZone'
    throw invalidValue(
      `Value (${wanted}) for parameter ${parameter} is invalid. Subnets can currently only be created in the following availability zones: ${names}.`,
    )
  }
  return found
}

export const createSubnet: Operation<CreateSubnetRequest, CreateSubnetResult> = (input, ctx) => {
  begin(ctx, input)
  refuseUnsupported(input)
  const vpc = mustFindVpc(ctx, input.VpcId)
  if (input.CidrBlock === undefined) throw missing('cidrBlock')
  const range = rangeOf(input.CidrBlock)
  if (!range || range.bits < LARGEST || range.bits > SMALLEST || !holds(rangeOf(vpc.body.cidrBlock) as IpRange, range))
    throw invalidSubnetRange(input.CidrBlock)
  const zone = zoneOf(ctx.region, input)
  const others = resources.childrenOf(ctx, 'subnet', vpc.id)
  if (others.some((other) => overlap(rangeOfSubnet(other), range))) throw subnetConflict(input.CidrBlock)
  if (others.length >= ec2Limits.subnetsPerVpc) throw limitExceeded('SubnetLimitExceeded', 'subnets')
  const tags = specifiedTags(input.TagSpecifications, 'subnet')
  const body = { vpcId: vpc.id, cidrBlock: rangeText(range), zone: zone.name, zoneId: zone.id, defaultForAz: false, mapPublicIp: false }
  const subnet = resources.insert(ctx, 'subnet', newId('subnet'), vpc.id, body)
  setTags(ctx, 'subnet', subnet.id, tags)
  return { Subnet: describeSubnet(ctx, subnet) }
}
