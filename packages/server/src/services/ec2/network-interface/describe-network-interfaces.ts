import type { DescribeNetworkInterfacesRequest, DescribeNetworkInterfacesResult, NetworkInterface } from '@aws-sdk/client-ec2'
import type { Operation, Ports } from '../../../operation.ts'
import { networkInterfaceNotFound } from '../errors.ts'
import { look } from '../look.ts'
import * as resources from '../resource.store.ts'
import type { Resource } from '../resource.ts'
import type { FilterTable } from '../select.ts'
import { tagsOf } from '../tags.ts'

type Interface = Resource<'network-interface'>

/** Whose instance it is attached to: the service's own, as EC2 shows it. */
const INSTANCE_OWNER = 'amazon-aws'
const REQUESTER = 'sagemaker.amazonaws.com'

const zoneOf = (ports: Ports, { body }: Interface) => resources.find(ports, 'subnet', body.subnetId)?.body

/** `ip-172-31-0-4.ec2.internal`; outside us-east-1 with the region's name. */
const dnsName = (region: string, address: string) =>
  `ip-${address.replaceAll('.', '-')}.${region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`}`

function groupsOf(ports: Ports, { body }: Interface): { GroupId: string; GroupName: string }[] {
  return body.groupIds.map((GroupId) => ({ GroupId, GroupName: resources.find(ports, 'security-group', GroupId)?.body.name ?? '' }))
}

function describeInterface(ports: Ports, one: Interface): NetworkInterface {
  const { id, body } = one
  const zone = zoneOf(ports, one)
  const PrivateDnsName = dnsName(ports.region, body.privateIp)
  return {
    NetworkInterfaceId: id,
    Attachment: {
      AttachmentId: body.attachmentId,
      AttachTime: new Date(body.attachedMs),
      DeleteOnTermination: false,
      DeviceIndex: 1,
      NetworkCardIndex: 0,
      InstanceOwnerId: INSTANCE_OWNER,
      Status: 'attached',
    },
    ...(zone ? { AvailabilityZone: zone.zone, AvailabilityZoneId: zone.zoneId } : {}),
    Description: body.description,
    Groups: groupsOf(ports, one),
    InterfaceType: 'interface',
    Ipv6Addresses: [],
    MacAddress: body.macAddress,
    OwnerId: ports.account,
    PrivateDnsName,
    PrivateIpAddress: body.privateIp,
    PrivateIpAddresses: [{ Primary: true, PrivateDnsName, PrivateIpAddress: body.privateIp }],
    RequesterId: REQUESTER,
    RequesterManaged: true,
    SourceDestCheck: true,
    Status: 'in-use',
    SubnetId: body.subnetId,
    TagSet: [...tagsOf(ports, 'network-interface', id)],
    VpcId: body.vpcId,
  }
}

const interfaceFilters = (ports: Ports): FilterTable<Interface> => ({
  'addresses.primary': () => true,
  'addresses.private-ip-address': ({ body }) => body.privateIp,
  'attachment.attachment-id': ({ body }) => body.attachmentId,
  'attachment.instance-id': () => undefined,
  'attachment.instance-owner-id': () => INSTANCE_OWNER,
  'attachment.status': () => 'attached',
  'availability-zone': (one) => zoneOf(ports, one)?.zone,
  'availability-zone-id': (one) => zoneOf(ports, one)?.zoneId,
  description: ({ body }) => body.description,
  'group-id': ({ body }) => body.groupIds,
  'group-name': (one) => groupsOf(ports, one).map(({ GroupName }) => GroupName),
  'interface-type': () => 'interface',
  'mac-address': ({ body }) => body.macAddress,
  'network-interface-id': ({ id }) => id,
  'owner-id': () => ports.account,
  'private-dns-name': ({ body }) => dnsName(ports.region, body.privateIp),
  'private-ip-address': ({ body }) => body.privateIp,
  'requester-id': () => REQUESTER,
  'requester-managed': () => true,
  'source-dest-check': () => true,
  status: () => 'in-use',
  'subnet-id': ({ body }) => body.subnetId,
  'vpc-id': ({ body }) => body.vpcId,
})

/** Those that notebook instances have in the caller's VPCs: nothing else makes any here. */
export const describeNetworkInterfaces: Operation<DescribeNetworkInterfacesRequest, DescribeNetworkInterfacesResult> = (input, ctx) => {
  const wanted = {
    kind: 'network-interface',
    ids: input.NetworkInterfaceIds,
    idsName: 'networkInterfaceId',
    notFound: networkInterfaceNotFound,
    filters: interfaceFilters(ctx),
  } as const
  const { things, more } = look(ctx, input, wanted)
  return { NetworkInterfaces: things.map((one) => describeInterface(ctx, one)), ...more }
}
