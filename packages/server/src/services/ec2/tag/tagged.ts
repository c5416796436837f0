import type { Demand } from '../../../access.ts'
import type { Context, Ports } from '../../../operation.ts'
import {
  groupNotFound,
  internetGatewayNotFound,
  invalidId,
  networkInterfaceNotFound,
  routeTableNotFound,
  ruleNotFound,
  subnetNotFound,
  vpcNotFound,
} from '../errors.ts'
import * as resources from '../resource.store.ts'
import { arnOf, kindOf, type NamedKind } from '../resource.ts'

const NOT_FOUND: Readonly<Record<NamedKind, (ids: readonly string[]) => Error>> = {
  vpc: vpcNotFound,
  subnet: subnetNotFound,
  'security-group': groupNotFound,
  'security-group-rule': ruleNotFound,
  'route-table': routeTableNotFound,
  'internet-gateway': internetGatewayNotFound,
  'network-interface': networkInterfaceNotFound,
}

/** What the ids name; throws in EC2's words when one of them names nothing. */
export function mustFindTagged(ports: Ports, ids: readonly string[]): { readonly kind: NamedKind; readonly id: string }[] {
  return ids.map((id) => {
    const kind = kindOf(id)
    if (!kind) throw invalidId(id)
    if (!resources.find(ports, kind, id)) throw NOT_FOUND[kind]([id])
    return { kind, id }
  })
}

/** The caller must be allowed to tag each of them. */
export function* demandsOfTagging(action: string, { Resources = [] }: { Resources?: readonly string[] | undefined }, ctx: Context): Iterable<Demand> {
  for (const id of Resources) {
    const kind = kindOf(id)
    yield { action, resource: kind ? arnOf(ctx, kind, id) : '*' }
  }
}
