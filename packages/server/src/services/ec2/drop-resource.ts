import type { Ports } from '../../operation.ts'
import * as resources from './resource.store.ts'
import { arnOf, type NamedKind } from './resource.ts'

/** Removes a resource and its tags. */
export function dropResource(ports: Ports, kind: NamedKind, id: string): void {
  resources.remove(ports, kind, id)
  ports.tags.drop(arnOf(ports, kind, id))
}
