/** Outputs as CBOR. */
import { Double, type Writable } from '../cbor.ts'
import type { Member, Shape } from '../model.ts'
import { listOf, mapOf, misfit, scalarOf, structureOf } from './check.ts'

export function cborStructure(shape: Shape, value: unknown, path: string): ReadonlyMap<string, Writable> {
  const structure = structureOf(shape, value, path)
  const map = new Map<string, Writable>()
  for (const member of shape.members) {
    const part = structure[member.name]
    if (part !== undefined) map.set(member.name, cborValue(member, part, path === '' ? member.name : `${path}.${member.name}`))
  }
  return map
}

/** What `cborBytes` takes. Throws Misfit. */
export function cborValue(member: Member, value: unknown, path: string): Writable {
  const { shape } = member
  switch (shape.type) {
    case 'structure':
      return cborStructure(shape, value, path)
    case 'document':
      return misfit(path, 'is a document, which CBOR cannot hold')
    case 'list':
      return listOf(value, path).map((item, index) => cborValue(shape.item as Member, item, `${path}[${index}]`))
    case 'map':
      return new Map(mapOf(value, path).map(([key, part]) => [key, cborValue(shape.value as Member, part, `${path}.${key}`)]))
    case 'float':
    case 'double':
      return new Double(scalarOf(member, value, path) as number)
    default:
      return scalarOf(member, value, path)
  }
}
