/**
 * The part of JSONPath that batch transform's filters have (AWS: "Associate prediction results with input records"): `$`, `.name`, `.*`, `['a','b']`, `[n]`, `[n,m]`,
 * `[a:b]`. Indices count from 0, negative ones from the end; the end of a range is not part of it. Whether AWS includes that end is said differently in two of its
 * pages ([UNV] in docs/aws-behaviour.md): `RANGE_END_INCLUDED` is the place to change it.
 */

export type Selector =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'indices'; readonly indices: readonly number[] }
  | { readonly kind: 'range'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'all' }

export type JsonPath = readonly Selector[]

const RANGE_END_INCLUDED = false

/** The text cannot be read; the message is AWS's. */
export class BadJsonPath extends Error {
  override readonly name = 'BadJsonPath'
}

const ALLOWED = /[^$[\]*. ,:\-'A-Za-z0-9]/
const OPERATORS = `['$', '[', ']', '*', '.', ' ', ',', ':', '-', ''']`

/** Throws BadJsonPath. `contentType` only stands in the message. */
export function parseJsonPath(text: string, contentType: string): JsonPath {
  const strange = ALLOWED.exec(text)
  if (strange) throw new BadJsonPath(`Unexpected "${strange[0]}" in JsonPath. Supported operators for "${contentType}" are ${OPERATORS}`)
  if (!text.startsWith('$')) throw new BadJsonPath(`JsonPath must begin with "$", not "${text}"`)
  const path: Selector[] = []
  for (let at = 1; at < text.length; ) {
    const read = readSelector(text, at)
    path.push(read.selector)
    at = read.end
  }
  return path
}

interface Read {
  readonly selector: Selector
  readonly end: number
}

function readSelector(text: string, at: number): Read {
  if (text[at] === '.') {
    const name = /^\.(\*|[A-Za-z0-9-]+)/.exec(text.slice(at))?.[1]
    if (name === undefined) throw new BadJsonPath(`Invalid JsonPath: ${text}: a name must follow the "."`)
    return { selector: name === '*' ? { kind: 'all' } : { kind: 'name', name }, end: at + 1 + name.length }
  }
  const close = text[at] === '[' ? text.indexOf(']', at) : -1
  if (close < 0) throw new BadJsonPath(`Invalid JsonPath: ${text}`)
  return { selector: readBrackets(text, text.slice(at + 1, close).trim()), end: close + 1 }
}

function readBrackets(text: string, inside: string): Selector {
  if (inside === '*') return { kind: 'all' }
  const parts = inside.split(',').map((part) => part.trim())
  if (parts.every((part) => /^'[^']+'$/.test(part))) return { kind: 'names', names: parts.map((part) => part.slice(1, -1)) }
  if (parts.every((part) => /^-?\d{1,9}$/.test(part))) return { kind: 'indices', indices: parts.map(Number) }
  const range = /^(-?\d{1,9})?\s*:\s*(-?\d{1,9})?$/.exec(inside)
  if (range) return { kind: 'range', from: numberOf(range[1]), to: numberOf(range[2]) }
  if (inside.includes(':')) {
    throw new BadJsonPath(`Invalid JsonPath: ${text}: only single range filters of format (eg: [1:5]) are supported. Format [${inside}] is not supported`)
  }
  throw new BadJsonPath(`Invalid JsonPath: ${text}`)
}

const numberOf = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits))

/** What the path chooses; an array where it may choose several. Throws Error in a sentence when it chooses what is not there. */
export function select(value: unknown, path: JsonPath): unknown {
  let found = value
  for (const selector of path) found = step(found, selector)
  return found
}

/** Whether the path may choose several values: then CSV and JSON write them as a list. */
export const choosesSeveral = (path: JsonPath): boolean => {
  const last = path.at(-1)
  return (
    last === undefined ||
    (last.kind !== 'name' && !(last.kind === 'indices' && last.indices.length === 1) && !(last.kind === 'names' && last.names.length === 1))
  )
}

function step(value: unknown, selector: Selector): unknown {
  switch (selector.kind) {
    case 'all':
      if (Array.isArray(value)) return value
      return Object.values(objectOf(value))
    case 'name':
      return member(value, selector.name)
    case 'names':
      return selector.names.length === 1
        ? member(value, selector.names[0] as string)
        : Object.fromEntries(selector.names.map((name) => [name, member(value, name)]))
    case 'indices':
      return selector.indices.length === 1 ? element(value, selector.indices[0] as number) : selector.indices.map((index) => element(value, index))
    case 'range': {
      const { from, to } = selector
      return listOf(value).slice(from, to === undefined ? undefined : RANGE_END_INCLUDED ? to + 1 : to)
    }
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new Error('A JsonPath with an index needs a list')
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>
  throw new Error('A JsonPath with a name needs an object')
}

function member(value: unknown, name: string): unknown {
  const object = objectOf(value)
  if (!Object.hasOwn(object, name)) throw new Error(`A JsonPath names "${name}", which the record does not have`)
  return object[name]
}

function element(value: unknown, index: number): unknown {
  const list = listOf(value)
  const at = index < 0 ? list.length + index : index
  if (at < 0 || at >= list.length) throw new Error(`A JsonPath has the index ${index}, but the record has ${list.length} elements`)
  return list[at]
}
