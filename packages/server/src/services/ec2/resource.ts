/** The things of a region's network, as they are kept. The kinds have the names of AWS's ARNs and tags. */
import { randomBytes } from 'node:crypto'
import type { Scope } from '../../operation.ts'

export interface Vpc {
  readonly cidrBlock: string
  readonly isDefault: boolean
  readonly associationId: string
  readonly dhcpOptionsId: string
  readonly dnsHostnames: boolean
}

export interface Subnet {
  readonly vpcId: string
  readonly cidrBlock: string
  readonly zone: string
  readonly zoneId: string
  readonly defaultForAz: boolean
  readonly mapPublicIp: boolean
}

export interface SecurityGroup {
  readonly vpcId: string
  readonly name: string
  readonly description: string
}

/** Who or what a rule lets in or out: exactly one member. */
export interface Peer {
  readonly cidrIpv4?: string
  readonly cidrIpv6?: string
  readonly groupId?: string
}

export interface SecurityGroupRule extends Peer {
  readonly ownGroupId: string
  readonly isEgress: boolean
  /** `tcp`, `udp`, `icmp`, `icmpv6`, a number, or `-1` for all. */
  readonly protocol: string
  /** -1 where there are no ports. */
  readonly fromPort: number
  readonly toPort: number
  readonly description?: string
}

export interface Route {
  readonly destination: string
  readonly gatewayId: string
  readonly origin: 'CreateRouteTable' | 'CreateRoute'
}

/** The main route table of a VPC; there are no others yet. */
export interface RouteTable {
  readonly vpcId: string
  readonly associationId: string
  readonly routes: readonly Route[]
}

export interface InternetGateway {
  readonly vpcId: string
}

export interface NetworkInterface {
  readonly vpcId: string
  readonly subnetId: string
  readonly groupIds: readonly string[]
  readonly privateIp: string
  readonly macAddress: string
  readonly description: string
  readonly attachmentId: string
  readonly attachedMs: number
}

/** That a region's default network has been made; it does not come back when it is deleted. */
export interface RegionMark {
  readonly dhcpOptionsId: string
}

export interface Bodies {
  readonly vpc: Vpc
  readonly subnet: Subnet
  readonly 'security-group': SecurityGroup
  readonly 'security-group-rule': SecurityGroupRule
  readonly 'route-table': RouteTable
  readonly 'internet-gateway': InternetGateway
  readonly 'network-interface': NetworkInterface
  readonly region: RegionMark
}

export type Kind = keyof Bodies

export interface Resource<K extends Kind> {
  readonly id: string
  /** Grows with each resource that is made: the order of lists. */
  readonly number: number
  readonly body: Bodies[K]
}

const PREFIXES = {
  vpc: 'vpc',
  subnet: 'subnet',
  'security-group': 'sg',
  'security-group-rule': 'sgr',
  'route-table': 'rtb',
  'internet-gateway': 'igw',
  'network-interface': 'eni',
} as const satisfies Partial<Record<Kind, string>>

export type NamedKind = keyof typeof PREFIXES

export const NAMED_KINDS = Object.keys(PREFIXES) as readonly NamedKind[]

/** A prefix and 17 hexadecimal digits, as EC2's long ids. */
export const ec2Id = (prefix: string): string => `${prefix}-${randomBytes(9).toString('hex').slice(0, 17)}`

export const newId = (kind: NamedKind): string => ec2Id(PREFIXES[kind])

export const arnOf = ({ account, region }: Scope, kind: Kind, id: string): string => `arn:aws:ec2:${region}:${account}:${kind}/${id}`

/** The kind that an id's prefix tells. */
export function kindOf(id: string): NamedKind | undefined {
  const prefix = id.slice(0, id.lastIndexOf('-'))
  return NAMED_KINDS.find((kind) => PREFIXES[kind] === prefix)
}
