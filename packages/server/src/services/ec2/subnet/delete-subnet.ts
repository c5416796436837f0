import type { DeleteSubnetRequest } from '@aws-sdk/client-ec2'
import type { Operation } from '../../../operation.ts'
import { begin } from '../begin.ts'
import { dropResource } from '../drop-resource.ts'
import { subnetInUse } from '../errors.ts'
import { mustFindSubnet } from '../find.ts'
import * as resources from '../resource.store.ts'

export const deleteSubnet: Operation<DeleteSubnetRequest, Record<string, never>> = (input, ctx) => {
  begin(ctx, input)
  const { id } = mustFindSubnet(ctx, input.SubnetId)
  if (resources.count(ctx, 'network-interface', id) > 0) throw subnetInUse(id)
  dropResource(ctx, 'subnet', id)
  return {}
}
