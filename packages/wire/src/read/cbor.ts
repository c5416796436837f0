/** CBOR documents as a source. */
import type { CborValue } from '../cbor.ts'
import { Malformed } from '../errors.ts'
import type { Member } from '../model.ts'
import { epochDate, integerRange, wellFormed } from './scalar.ts'
import type { Source } from './structure.ts'

type CborMap = Readonly<Record<string, CborValue>>

const isMap = (value: CborValue): value is CborMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date) && !(value instanceof Uint8Array)

function mapOf(value: CborValue): CborMap {
  if (isMap(value)) return value
  throw new Malformed(Array.isArray(value) ? 'Start of list found where not expected' : 'Unexpected value type in payload')
}

const wrongType = ({ name, shape }: Member) => new Malformed(`The value of ${name} is not of type ${shape.type}`)

function scalar(value: CborValue, member: Member): unknown {
  const { type } = member.shape
  switch (type) {
    case 'string':
      if (typeof value === 'string') return wellFormed(value)
      break
    case 'boolean':
      if (typeof value === 'boolean') return value
      break
    case 'float':
    case 'double':
      if (typeof value === 'number' || typeof value === 'bigint') return Number(value)
      break
    case 'timestamp':
      if (value instanceof Date) return value
      if (typeof value === 'number') return epochDate(value)
      break
    case 'blob':
      if (value instanceof Uint8Array) return value
      break
    default:
      if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= (integerRange[type] as number)) return value
  }
  throw wrongType(member)
}

export const cbor: Source<CborValue> = {
  structure(node) {
    const members = mapOf(node)
    return (member) => (Object.hasOwn(members, member.name) ? members[member.name] : undefined)
  },
  list(node) {
    if (Array.isArray(node)) return node
    throw new Malformed(isMap(node) ? 'Start of structure or map found where not expected.' : 'Expected list or null')
  },
  map: (node) => Object.entries(mapOf(node)).filter(([key, value]) => wellFormed(key) !== undefined && value !== null),
  scalar,
  document() {
    throw new Malformed('Documents cannot be sent in CBOR')
  },
}
