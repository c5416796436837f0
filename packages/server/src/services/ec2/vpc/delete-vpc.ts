import type { DeleteVpcRequest } from '@aws-sdk/client-ec2'
import type { Operation } from '../../../operation.ts'
import { begin } from '../begin.ts'
import { DEFAULT_GROUP } from '../default-network.ts'
import { dropResource } from '../drop-resource.ts'
import { vpcInUse } from '../errors.ts'
import { mustFindVpc } from '../find.ts'
import * as resources from '../resource.store.ts'
import { dropGroup } from '../security-group/drop-group.ts'

/** What AWS made with the VPC goes with it; what the user made in it must be gone. Of the default VPC the internet gateway goes too, as in AWS's console. */
export const deleteVpc: Operation<DeleteVpcRequest, Record<string, never>> = (input, ctx) => {
  begin(ctx, input)
  const { id } = mustFindVpc(ctx, input.VpcId)
  const groups = resources.childrenOf(ctx, 'security-group', id)
  if (resources.count(ctx, 'subnet', id) > 0 || groups.some(({ body }) => body.name !== DEFAULT_GROUP)) throw vpcInUse(id)
  for (const group of groups) dropGroup(ctx, group.id)
  for (const kind of ['route-table', 'internet-gateway'] as const) for (const child of resources.childrenOf(ctx, kind, id)) dropResource(ctx, kind, child.id)
  dropResource(ctx, 'vpc', id)
  return {}
}
