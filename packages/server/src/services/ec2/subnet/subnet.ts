import type { Subnet } from '@aws-sdk/client-ec2'
import type { Ports } from '../../../operation.ts'
import { type IpRange, rangeOf, usableAddresses } from '../ip-range.ts'
import * as resources from '../resource.store.ts'
import { arnOf, type Resource } from '../resource.ts'
import type { FilterTable } from '../select.ts'
import { tagsOf } from '../tags.ts'

/** Ranges are checked when they are stored. */
export const rangeOfSubnet = ({ body }: Resource<'subnet'>): IpRange => rangeOf(body.cidrBlock) as IpRange

export const freeAddresses = (ports: Ports, subnet: Resource<'subnet'>): number =>
  usableAddresses(rangeOfSubnet(subnet)) - resources.count(ports, 'network-interface', subnet.id)

export const describeSubnet = (ports: Ports, subnet: Resource<'subnet'>): Subnet => {
  const { id, body } = subnet
  return {
    SubnetId: id,
    SubnetArn: arnOf(ports, 'subnet', id),
    VpcId: body.vpcId,
    OwnerId: ports.account,
    State: 'available',
    CidrBlock: body.cidrBlock,
    AvailableIpAddressCount: freeAddresses(ports, subnet),
    AvailabilityZone: body.zone,
    AvailabilityZoneId: body.zoneId,
    DefaultForAz: body.defaultForAz,
    MapPublicIpOnLaunch: body.mapPublicIp,
    MapCustomerOwnedIpOnLaunch: false,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    EnableDns64: false,
    Ipv6Native: false,
    PrivateDnsNameOptionsOnLaunch: { HostnameType: 'ip-name', EnableResourceNameDnsARecord: false, EnableResourceNameDnsAAAARecord: false },
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    Tags: [...tagsOf(ports, 'subnet', id)],
  }
}

export const subnetFilters = (ports: Ports): FilterTable<Resource<'subnet'>> => ({
  'availability-zone': ({ body }) => body.zone,
  availabilityZone: ({ body }) => body.zone,
  'availability-zone-id': ({ body }) => body.zoneId,
  availabilityZoneId: ({ body }) => body.zoneId,
  'available-ip-address-count': (subnet) => freeAddresses(ports, subnet),
  cidr: ({ body }) => body.cidrBlock,
  cidrBlock: ({ body }) => body.cidrBlock,
  'cidr-block': ({ body }) => body.cidrBlock,
  'default-for-az': ({ body }) => body.defaultForAz,
  defaultForAz: ({ body }) => body.defaultForAz,
  'ipv6-native': () => false,
  'map-public-ip-on-launch': ({ body }) => body.mapPublicIp,
  'owner-id': () => ports.account,
  state: () => 'available',
  'subnet-arn': ({ id }) => arnOf(ports, 'subnet', id),
  'subnet-id': ({ id }) => id,
  'vpc-id': ({ body }) => body.vpcId,
})
