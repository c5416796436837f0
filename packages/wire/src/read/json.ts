/** JSON documents as a source, with the words of AWS's JSON front end for what has the wrong type. */
import { Malformed } from '../errors.ts'
import * as limits from '../limits.ts'
import type { Member, Shape } from '../model.ts'
import { textOf } from './parameters.ts'
import { blobFromText, dateFromText, epochDate, integerRange, wellFormed, wordNumber } from './scalar.ts'
import type { Source } from './structure.ts'

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d]

/** Throws Malformed when objects and arrays nest deeper than `limits.depth`. One pass over the bytes, before anything is built. */
function boundDepth(bytes: Uint8Array): void {
  let depth = 0
  let inString = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (inString) {
      if (byte === backslash) at++
      else if (byte === quote) inString = false
    } else if (byte === quote) inString = true
    else if (byte === openBrace || byte === openBracket) {
      if (++depth > limits.depth) throw new Malformed('The JSON is nested too deeply')
    } else if (byte === closeBrace || byte === closeBracket) depth--
  }
}

/** The parsed body; an empty one is an empty object. Of duplicate keys the last wins. */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return {}
  boundDepth(bytes)
  const text = textOf(bytes)
  try {
    return JSON.parse(text)
  } catch {
    throw new Malformed('The request body is not valid JSON')
  }
}

const tokens: Readonly<Record<string, string>> = { string: 'STRING_VALUE', number: 'NUMBER_VALUE' }
const javaTypes: Readonly<Record<string, string>> = {
  boolean: 'Boolean',
  byte: 'Byte',
  short: 'Short',
  integer: 'Integer',
  long: 'Long',
  float: 'Float',
  double: 'Double',
  timestamp: 'Date',
  blob: 'Blob',
}

function wrongType(value: unknown, member: Member): Malformed {
  if (Array.isArray(value)) return new Malformed('Start of list found where not expected')
  if (typeof value === 'object') return new Malformed('Start of structure or map found where not expected.')
  const token = tokens[typeof value] ?? (value ? 'TRUE_VALUE' : 'FALSE_VALUE')
  const wanted = javaTypes[member.shape.type] ?? 'String'
  return new Malformed(`${token} can not be converted to ${/^[AEIOU]/.test(wanted) ? 'an' : 'a'} ${wanted}`)
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function object(value: unknown): Record<string, unknown> {
  if (isObject(value)) return value
  throw new Malformed(Array.isArray(value) ? 'Start of list found where not expected' : 'Unexpected value type in payload')
}

function scalar(value: unknown, member: Member): unknown {
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
      if (typeof value === 'number') return value
      if (typeof value === 'string' && wordNumber(value) !== undefined) return wordNumber(value)
      break
    case 'timestamp':
      if (typeof value === 'number') return epochDate(value)
      if (typeof value === 'string') return dateFromText(value)
      break
    case 'blob':
      if (typeof value === 'string') return blobFromText(value)
      break
    default:
      if (typeof value === 'number') {
        if (!Number.isInteger(value) || Math.abs(value) > (integerRange[type] as number)) throw new Malformed(`${value} is not of type ${type}`)
        return value
      }
  }
  throw wrongType(value, member)
}

/** A document's strings too must be storable; its depth is bounded by the body's. */
function document(value: unknown): unknown {
  if (typeof value === 'string') wellFormed(value)
  else if (Array.isArray(value)) value.forEach(document)
  else if (isObject(value)) for (const [key, part] of Object.entries(value)) document(wellFormed(key) && part)
  return value
}

export const json: Source<unknown> = {
  structure(node: unknown, _shape: Shape) {
    const members = object(node)
    return (member) => (Object.hasOwn(members, member.wireName) ? members[member.wireName] : undefined)
  },
  list(node) {
    if (Array.isArray(node)) return node
    throw new Malformed(isObject(node) ? 'Start of structure or map found where not expected.' : 'Expected list or null')
  },
  map: (node) => Object.entries(object(node)).filter(([key, value]) => wellFormed(key) !== undefined && value !== null),
  scalar,
  document,
}
