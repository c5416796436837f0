/** The one strict reader. Where a value comes from (JSON, XML, a form) is its `Source`; what it must be is the model's. */
import { check, checkedByContainer, type Violations } from '../constraints.ts'
import { Malformed } from '../errors.ts'
import * as limits from '../limits.ts'
import type { Member, Shape } from '../model.ts'

/** A document that can be asked for the parts a model names. All of these throw Malformed when the node is of another kind. */
export interface Source<Node> {
  /** A function that finds a structure's members; undefined or null when absent. */
  structure(node: Node, shape: Shape): (member: Member) => Node | undefined | null
  list(node: Node, member: Member): readonly (Node | null)[]
  map(node: Node, member: Member): readonly (readonly [string, Node])[]
  scalar(node: Node, member: Member): unknown
  /** Free JSON. */
  document(node: Node): unknown
}

/** Own property whatever the name, so that `__proto__` is a key like any other. */
export function put(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true })
  else target[name] = value
}

/** Reads a structure's members that travel in the body. Unknown members are ignored, as AWS does. */
export function readStructure<Node>(source: Source<Node>, shape: Shape, node: Node, path: string, violations: Violations): Record<string, unknown> {
  const value: Record<string, unknown> = {}
  const find = source.structure(node, shape)
  let present = 0
  for (const member of shape.bodyMembers) {
    const inner = path === '' ? member.path : `${path}.${member.path}`
    const part = find(member)
    if (part === undefined || part === null) {
      if (member.required) violations.missing(inner)
      continue
    }
    present++
    value[member.name] = read(source, member, part, inner, violations)
  }
  if (shape.union && present !== 1) throw new Malformed(`Exactly one member of ${shape.name} must be set`)
  return value
}

function readList<Node>(source: Source<Node>, member: Member, node: Node, path: string, violations: Violations): unknown[] {
  const item = member.shape.item as Member
  const nodes = source.list(node, member)
  if (nodes.length > limits.items) throw new Malformed(`More than ${limits.items} items`)
  const values: unknown[] = []
  for (let index = 0; index < nodes.length; index++) {
    const inner = `${path}.${index + 1}.member`
    const part = nodes[index]
    if (part === null || part === undefined) violations.missing(inner)
    else values.push(read(source, item, part, inner, violations, true))
  }
  return values
}

function readMap<Node>(source: Source<Node>, member: Member, node: Node, path: string, violations: Violations): Record<string, unknown> {
  const entries = source.map(node, member)
  if (entries.length > limits.items) throw new Malformed(`More than ${limits.items} entries`)
  const value: Record<string, unknown> = {}
  const held = member.shape.value as Member
  for (const [key, part] of entries) put(value, key, read(source, held, part, `${path}.${key}.member`, violations, true))
  return value
}

/** Reads one value and checks its constraints. `contained`: it is an item of a list or map, whose own check looks at scalars. */
export function read<Node>(source: Source<Node>, member: Member, node: Node, path: string, violations: Violations, contained = false): unknown {
  const { shape } = member
  let value: unknown
  switch (shape.type) {
    case 'structure':
      return readStructure(source, shape, node, path, violations)
    case 'document':
      return source.document(node)
    case 'list':
      value = readList(source, member, node, path, violations)
      break
    case 'map':
      value = readMap(source, member, node, path, violations)
      break
    default:
      value = source.scalar(node, member)
      if (contained && checkedByContainer(shape)) return value
  }
  check(shape, value, path, violations)
  return value
}
