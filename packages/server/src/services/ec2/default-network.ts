/** The network that every account has in every region from the beginning (AWS: "Default VPCs"). */
import type { Ports } from '../../operation.ts'
import { rangeOf, rangeText } from './ip-range.ts'
import { zonesOf } from './regions.ts'
import * as resources from './resource.store.ts'
import { ec2Id, newId, type Resource } from './resource.ts'

const DEFAULT_RANGE = '172.31.0.0/16'
const SUBNET_BITS = 20
export const DEFAULT_GROUP = 'default'

/** Makes it when the region is first looked at. What the user deletes of it stays deleted. */
export function ensureDefaultNetwork(ports: Ports): void {
  if (resources.find(ports, 'region', 'default')) return
  const dhcpOptionsId = ec2Id('dopt')
  resources.insert(ports, 'region', 'default', '', { dhcpOptionsId })
  const vpc = insertVpc(ports, DEFAULT_RANGE, true)
  const gatewayId = newId('internet-gateway')
  resources.insert(ports, 'internet-gateway', gatewayId, vpc.id, { vpcId: vpc.id })
  insertRouteTable(ports, vpc.id, DEFAULT_RANGE, gatewayId)
  const range = rangeOf(DEFAULT_RANGE)
  const size = 2 ** (32 - SUBNET_BITS)
  for (const [index, zone] of zonesOf(ports.region).entries()) {
    const cidrBlock = rangeText({ first: (range?.first ?? 0) + index * size, bits: SUBNET_BITS, size })
    const body = { vpcId: vpc.id, cidrBlock, zone: zone.name, zoneId: zone.id, defaultForAz: true, mapPublicIp: true }
    resources.insert(ports, 'subnet', newId('subnet'), vpc.id, body)
  }
}

/** A VPC with its default security group, which lets its own members in and everybody out. The route table is the caller's. */
export function insertVpc(ports: Ports, cidrBlock: string, isDefault: boolean): Resource<'vpc'> {
  const dhcpOptionsId = resources.find(ports, 'region', 'default')?.body.dhcpOptionsId ?? ''
  const body = { cidrBlock, isDefault, associationId: ec2Id('vpc-cidr-assoc'), dhcpOptionsId, dnsHostnames: isDefault }
  const vpc = resources.insert(ports, 'vpc', newId('vpc'), '', body)
  const groupId = newId('security-group')
  resources.insert(ports, 'security-group', groupId, vpc.id, { vpcId: vpc.id, name: DEFAULT_GROUP, description: 'default VPC security group' })
  const all = { ownGroupId: groupId, protocol: '-1', fromPort: -1, toPort: -1 }
  resources.insert(ports, 'security-group-rule', newId('security-group-rule'), groupId, { ...all, isEgress: false, groupId })
  resources.insert(ports, 'security-group-rule', newId('security-group-rule'), groupId, { ...all, isEgress: true, cidrIpv4: '0.0.0.0/0' })
  return vpc
}

/** The main route table; with a gateway everything that is not local goes there. */
export function insertRouteTable(ports: Ports, vpcId: string, cidrBlock: string, gatewayId?: string): void {
  const local = { destination: cidrBlock, gatewayId: 'local', origin: 'CreateRouteTable' } as const
  const outside = { destination: '0.0.0.0/0', origin: 'CreateRoute' } as const
  const routes = [local, ...(gatewayId === undefined ? [] : [{ ...outside, gatewayId }])]
  resources.insert(ports, 'route-table', newId('route-table'), vpcId, { vpcId, associationId: ec2Id('rtbassoc'), routes })
}
