import type { Vpc } from '@aws-sdk/client-ec2'
import type { Ports } from '../../../operation.ts'
import type { Resource } from '../resource.ts'
import type { FilterTable } from '../select.ts'
import { tagsOf } from '../tags.ts'

export const describeVpc = (ports: Ports, { id, body }: Resource<'vpc'>): Vpc => ({
  VpcId: id,
  OwnerId: ports.account,
  State: 'available',
  CidrBlock: body.cidrBlock,
  CidrBlockAssociationSet: [{ AssociationId: body.associationId, CidrBlock: body.cidrBlock, CidrBlockState: { State: 'associated' } }],
  Ipv6CidrBlockAssociationSet: [],
  DhcpOptionsId: body.dhcpOptionsId,
  InstanceTenancy: 'default',
  IsDefault: body.isDefault,
  BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
  Tags: [...tagsOf(ports, 'vpc', id)],
})

export const vpcFilters = ({ account }: Ports): FilterTable<Resource<'vpc'>> => ({
  cidr: ({ body }) => body.cidrBlock,
  'cidr-block': ({ body }) => body.cidrBlock,
  'cidr-block-association.association-id': ({ body }) => body.associationId,
  'cidr-block-association.cidr-block': ({ body }) => body.cidrBlock,
  'cidr-block-association.state': () => 'associated',
  'dhcp-options-id': ({ body }) => body.dhcpOptionsId,
  'is-default': ({ body }) => body.isDefault,
  isDefault: ({ body }) => body.isDefault,
  'owner-id': () => account,
  state: () => 'available',
  'vpc-id': ({ id }) => id,
})
