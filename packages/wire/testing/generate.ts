/** Random values that a model allows; with an SDK's schema, of the members only that it knows too. */
import type { NormalizedSchema } from '@smithy/core/schema'
import type { Member, Shape } from '../src/model.ts'
import { matcherOf } from '../src/pattern.ts'
import { patternText } from './pattern-text.ts'
import type { Random } from './random.ts'

/** Where a value travels, which bounds what characters it may have. */
type Place = 'body' | 'header' | 'label' | 'query'

export interface Generator {
  readonly random: Random
  /** Names that the SDK's schema lacks, `Shape$Member`: newer than the client. */
  readonly unknown: Set<string>
}

const words = ['a', 'bc', 'x-1', 'Zed9', 'q_w', '0']
const word = (random: Random) => random.pick(words) + random.integer(0, 9999)
const rich = (random: Random) => random.pick([word(random), `${word(random)} <&>"' é`, '  sp  ', '日本 🦉', 'l1\nl2', 'tab\tcr\r\nend', ''])

function fitted(text: string, shape: Shape, random: Random): string {
  let fit = text
  while (fit.length < (shape.min ?? 0)) fit += word(random)
  return shape.max !== undefined && fit.length > shape.max ? fit.slice(0, Math.max(shape.max, 1)).toWellFormed().replaceAll('\uFFFD', 'x') : fit
}

/** Undefined when no try satisfies the constraints. */
function stringOf(shape: Shape, place: Place, random: Random): string | undefined {
  if (shape.enum) return random.pick([...shape.enum])
  const { pattern } = shape
  if (pattern === undefined) return fitted(place === 'body' ? rich(random) : word(random), shape, random)
  const satisfies = matcherOf(pattern)
  const fits = (text: string) => text.length >= (shape.min ?? 0) && (shape.max === undefined || text.length <= shape.max) && satisfies(text)
  const sayable = (text: string) =>
    place === 'body' || (/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text) && !(place === 'label' && /^[./]+$|[/?#%]/.test(text)))
  for (let tries = 0; tries < 400; tries++) {
    const text =
      tries < 2 && place === 'body'
        ? rich(random)
        : tries < 4
          ? word(random)
          : patternText(pattern, random, tries % 2 === 0 ? 2 : Math.min(tries, 2 * (shape.min ?? 0) + 8))
    if (fits(text) && sayable(text) && !/[\0-\x08\x0b\x0c\x0e-\x1f]/.test(text)) return text
  }
  return undefined
}

const within = (shape: Shape, random: Random, least: number, most: number) =>
  random.integer(Math.max(shape.min ?? least, least), Math.max(Math.min(shape.max ?? most, most), shape.min ?? least))

function countOf(shape: Shape, depth: number, random: Random): number {
  const least = Math.max(shape.min ?? 0, depth > 8 ? 0 : 1)
  return Math.min(shape.max ?? Number.POSITIVE_INFINITY, random.integer(least, depth > 6 ? least : least + 1))
}

function scalarOf({ shape, timestampFormat }: Member, place: Place, random: Random): unknown {
  switch (shape.type) {
    case 'string':
      return stringOf(shape, place, random)
    case 'boolean':
      return random.next() < 0.5
    case 'timestamp':
      return new Date(random.integer(1e9, 2e9) * 1000 + (place === 'body' && timestampFormat !== 'rfc822' ? random.integer(0, 999) : 0))
    case 'blob':
      return new Uint8Array(Buffer.from(fitted(word(random), shape, random)))
    case 'float':
    case 'double':
      return within(shape, random, -1000, 1000) + random.pick([0, 0.25, 0.5]) > (shape.max ?? Number.POSITIVE_INFINITY)
        ? shape.max
        : within(shape, random, 0, 1000)
    case 'long':
      return within(shape, random, 0, random.pick([100, 2 ** 40]))
    default:
      return within(shape, random, 0, 1_000_000)
  }
}

function structureOf(shape: Shape, schema: NormalizedSchema | undefined, depth: number, generator: Generator): Record<string, unknown> | undefined {
  const { random, unknown } = generator
  const known = schema && new Map(schema.structIterator())
  const sayable = shape.members.filter((member) => {
    if (known && !known.has(member.name)) unknown.add(`${shape.name}$${member.name}`)
    return !known || known.has(member.name)
  })
  const value: Record<string, unknown> = {}
  if (shape.union) {
    const member = random.pick(sayable.filter((candidate) => depth < 8 || candidate.shape.type !== 'structure'))
    const part = member && generate(member, known?.get(member.name), depth + 1, generator)
    if (part === undefined) return undefined
    value[member.name] = part
    return value
  }
  for (const member of sayable) {
    if (!member.required && (depth > 6 || random.next() < (depth > 2 ? 0.75 : 0.5))) continue
    const part = generate(member, known?.get(member.name), depth + 1, generator)
    if (part !== undefined) value[member.name] = part
    else if (member.required) return undefined
  }
  // awsQuery cannot say a structure without members.
  const first = sayable[0]
  if (depth > 0 && Object.keys(value).length === 0 && first) {
    const part = generate(first, known?.get(first.name), depth + 1, generator)
    if (part === undefined) return undefined
    value[first.name] = part
  }
  return value
}

const placeOf = (member: Member): Place =>
  member.location === 'header' || member.location === 'headers'
    ? 'header'
    : member.location === 'uri'
      ? 'label'
      : member.location === 'querystring'
        ? 'query'
        : 'body'

/** A value for `member`, or undefined when none can be made (an event stream, a pattern no try satisfies, a shape that contains itself too deeply). */
export function generate(member: Member, schema: NormalizedSchema | undefined, depth: number, generator: Generator, place: Place = placeOf(member)): unknown {
  const { shape } = member
  const { random } = generator
  if (shape.eventStream || depth > 14) return undefined
  if (shape.type === 'structure') return structureOf(shape, schema, depth, generator)
  if (shape.type === 'document') return { a: [1, 'x', { b: null }] }
  if (shape.type === 'list') {
    const list: unknown[] = []
    for (let count = countOf(shape, depth, random); list.length < count; ) {
      const item = generate(shape.item as Member, schema?.getValueSchema(), depth + 1, generator, place)
      if (item === undefined) return undefined
      list.push(item)
    }
    return list
  }
  if (shape.type === 'map') {
    const map: Record<string, unknown> = {}
    for (let count = countOf(shape, depth, random), tries = 0; Object.keys(map).length < count && tries < 50; tries++) {
      const key = stringOf((shape.key as Member).shape, place === 'header' ? 'header' : 'body', random)
      const held = generate(shape.value as Member, schema?.getValueSchema(), depth + 1, generator, place)
      if (key === undefined || held === undefined) return undefined
      map[place === 'header' ? key.toLowerCase() : key] = held
    }
    return map
  }
  return member.jsonvalue ? '{"a":1}' : scalarOf(member, place, random)
}
