import type { Ports } from '../../../operation.ts'
import { dropResource } from '../drop-resource.ts'
import * as resources from '../resource.store.ts'

/** A group with its rules. */
export function dropGroup(ports: Ports, id: string): void {
  for (const rule of resources.childrenOf(ports, 'security-group-rule', id)) dropResource(ports, 'security-group-rule', rule.id)
  dropResource(ports, 'security-group', id)
}
