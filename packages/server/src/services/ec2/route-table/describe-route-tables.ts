import type { DescribeRouteTablesRequest, DescribeRouteTablesResult, RouteTable } from '@aws-sdk/client-ec2'
import type { Operation, Ports } from '../../../operation.ts'
import { routeTableNotFound } from '../errors.ts'
import { look } from '../look.ts'
import type { Resource } from '../resource.ts'
import type { FilterTable } from '../select.ts'
import { tagsOf } from '../tags.ts'

const describeRouteTable = (ports: Ports, { id, body }: Resource<'route-table'>): RouteTable => ({
  RouteTableId: id,
  VpcId: body.vpcId,
  OwnerId: ports.account,
  Associations: [{ Main: true, RouteTableAssociationId: body.associationId, RouteTableId: id, AssociationState: { State: 'associated' } }],
  PropagatingVgws: [],
  Routes: body.routes.map(({ destination, gatewayId, origin }) => ({
    DestinationCidrBlock: destination,
    GatewayId: gatewayId,
    Origin: origin,
    State: 'active',
  })),
  Tags: [...tagsOf(ports, 'route-table', id)],
})

/** No subnet has a table of its own: filters by a subnet find nothing, as on AWS where a subnet follows the main table. */
const routeTableFilters = ({ account }: Ports): FilterTable<Resource<'route-table'>> => ({
  'association.main': () => true,
  'association.route-table-association-id': ({ body }) => body.associationId,
  'association.route-table-id': ({ id }) => id,
  'association.subnet-id': () => undefined,
  'association.gateway-id': () => undefined,
  'owner-id': () => account,
  'route-table-id': ({ id }) => id,
  'route.destination-cidr-block': ({ body }) => body.routes.map(({ destination }) => destination),
  'route.gateway-id': ({ body }) => body.routes.map(({ gatewayId }) => gatewayId),
  'route.nat-gateway-id': () => undefined,
  'route.origin': ({ body }) => body.routes.map(({ origin }) => origin),
  'route.state': () => 'active',
  'vpc-id': ({ body }) => body.vpcId,
})

export const describeRouteTables: Operation<DescribeRouteTablesRequest, DescribeRouteTablesResult> = (input, ctx) => {
  const wanted = {
    kind: 'route-table',
    ids: input.RouteTableIds,
    idsName: 'routeTableId',
    notFound: routeTableNotFound,
    filters: routeTableFilters(ctx),
  } as const
  const { things, more } = look(ctx, input, wanted)
  return { RouteTables: things.map((table) => describeRouteTable(ctx, table)), ...more }
}
