/** Outputs as JSON. */
import type { Member, Shape } from '../model.ts'
import { put } from '../read/structure.ts'
import { listOf, mapOf, misfit, scalarOf, structureOf } from './check.ts'
import { epochSeconds } from './scalar.ts'

function scalar(member: Member, value: unknown, path: string): unknown {
  const checked = scalarOf(member, value, path)
  if (checked instanceof Date) {
    if (member.timestampFormat === 'iso8601') return checked.toISOString()
    return member.timestampFormat === 'rfc822' ? checked.toUTCString() : epochSeconds(checked)
  }
  if (checked instanceof Uint8Array) return Buffer.from(checked).toString('base64')
  // A long beyond 2^53 is a JSON number all the same, with all its digits.
  if (typeof checked === 'bigint') return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(String(checked))
  return typeof checked === 'number' && !Number.isFinite(checked) ? String(checked) : checked
}

/** `members` are those that travel in the body; the check sees all. */
export function jsonStructure(shape: Shape, value: unknown, path: string, members: readonly Member[] = shape.members): Record<string, unknown> {
  const structure = structureOf(shape, value, path)
  const json: Record<string, unknown> = {}
  for (const member of members) {
    const part = structure[member.name]
    if (part !== undefined) json[member.wireName] = jsonValue(member, part, path === '' ? member.name : `${path}.${member.name}`)
  }
  return json
}

/** What JSON.stringify takes. Throws Misfit. */
export function jsonValue(member: Member, value: unknown, path: string): unknown {
  const { shape } = member
  switch (shape.type) {
    case 'structure':
      if (shape.eventStream) misfit(path, 'is an event stream, which only the member of an output can be')
      return jsonStructure(shape, value, path)
    case 'document':
      return value
    case 'list':
      return listOf(value, path).map((item, index) => jsonValue(shape.item as Member, item, `${path}[${index}]`))
    case 'map': {
      const json: Record<string, unknown> = {}
      for (const [key, part] of mapOf(value, path)) put(json, key, jsonValue(shape.value as Member, part, `${path}.${key}`))
      return json
    }
    default:
      return scalar(member, value, path)
  }
}
