/** Outputs are ours: what does not fit the model is our bug, and thrown as a plain Error. */
import { Readable } from 'node:stream'
import type { Member, Shape } from '../model.ts'

export class Misfit extends Error {}

export function misfit(path: string, why: string): never {
  throw new Misfit(`Output does not fit the model: ${path || 'output'} ${why}`)
}

const kindOf = (value: unknown) =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : value instanceof Date ? 'a Date' : value instanceof Uint8Array ? 'bytes' : typeof value

function plainObject(value: unknown, path: string): Record<string, unknown> {
  if (
    typeof value !== 'object' ||
    value === null ||
    Array.isArray(value) ||
    value instanceof Date ||
    value instanceof Uint8Array ||
    value instanceof Readable
  ) {
    misfit(path, `must be an object, is ${kindOf(value)}`)
  }
  return value as Record<string, unknown>
}

/** The structure's set members, after a look that there are no others. Undefined counts as absent, null does not. */
export function structureOf(shape: Shape, value: unknown, path: string): Record<string, unknown> {
  const structure = plainObject(value, path)
  let set = 0
  for (const name of Object.keys(structure)) {
    if (structure[name] === undefined) continue
    if (!shape.byName.has(name)) misfit(path === '' ? name : `${path}.${name}`, `is no member of ${shape.name}`)
    set++
  }
  if (shape.union && set !== 1) misfit(path, `must have exactly one member of ${shape.name}, has ${set}`)
  return structure
}

export function listOf(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) misfit(path, `must be a list, is ${kindOf(value)}`)
  return value as readonly unknown[]
}

export const mapOf = (value: unknown, path: string): [string, unknown][] => Object.entries(plainObject(value, path)).filter(([, part]) => part !== undefined)

const integerRange: Readonly<Record<string, number>> = { byte: 127, short: 32_767, integer: 2_147_483_647, long: Number.MAX_SAFE_INTEGER }

/** The scalar itself once its type is right. Longs may be bigints. */
export function scalarOf(member: Member, value: unknown, path: string): string | number | bigint | boolean | Date | Uint8Array {
  const { type } = member.shape
  switch (type) {
    case 'string':
      if (typeof value === 'string') return value
      break
    case 'boolean':
      if (typeof value === 'boolean') return value
      break
    case 'timestamp':
      if (value instanceof Date && !Number.isNaN(value.getTime())) return value
      break
    case 'blob':
      if (value instanceof Uint8Array) return value
      break
    case 'float':
    case 'double':
      if (typeof value === 'number') return value
      break
    default:
      if (type === 'long' && typeof value === 'bigint') return value
      if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= (integerRange[type] as number)) return value
  }
  const detail = value instanceof Date ? 'an invalid Date' : typeof value === 'number' ? `the number ${value}` : kindOf(value)
  return misfit(path, `must be of type ${type}, is ${detail}`)
}
