import type { DescribeInternetGatewaysRequest, DescribeInternetGatewaysResult } from '@aws-sdk/client-ec2'
import type { Operation, Ports } from '../../../operation.ts'
import { internetGatewayNotFound } from '../errors.ts'
import { look } from '../look.ts'
import type { Resource } from '../resource.ts'
import type { FilterTable } from '../select.ts'
import { tagsOf } from '../tags.ts'

/** An attached gateway is `available` (AWS: "attachment.state … Present only if a VPC is attached"). */
const internetGatewayFilters = ({ account }: Ports): FilterTable<Resource<'internet-gateway'>> => ({
  'attachment.state': () => 'available',
  'attachment.vpc-id': ({ body }) => body.vpcId,
  'internet-gateway-id': ({ id }) => id,
  'owner-id': () => account,
})

export const describeInternetGateways: Operation<DescribeInternetGatewaysRequest, DescribeInternetGatewaysResult> = (input, ctx) => {
  const wanted = {
    kind: 'internet-gateway',
    ids: input.InternetGatewayIds,
    idsName: 'internetGatewayId',
    notFound: internetGatewayNotFound,
    filters: internetGatewayFilters(ctx),
  } as const
  const { things, more } = look(ctx, input, wanted)
  const gateways = things.map(({ id, body }) => ({
    InternetGatewayId: id,
    OwnerId: ctx.account,
    // The SDK's list of states is that of VPN gateways; EC2 says `available` here.
    Attachments: [{ VpcId: body.vpcId, State: 'available' as 'attached' }],
    Tags: [...tagsOf(ctx, 'internet-gateway', id)],
  }))
  return { InternetGateways: gateways, ...more }
}
