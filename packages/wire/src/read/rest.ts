/** REST requests: labels, query parameters and headers, and a body that is raw bytes, JSON or XML. */
import { Readable } from 'node:stream'
import { check, Violations } from '../constraints.ts'
import { constraintsViolated, invalidArgument, Malformed, malformedXml, missingBody, unreadable } from '../errors.ts'
import * as limits from '../limits.ts'
import type { Member, Operation } from '../model.ts'
import type { Route, WireRequest } from '../types.ts'
import { json, parseJson } from './json.ts'
import { bodyOf, headersOf, queryOf, textOf } from './parameters.ts'
import { bodyViolated, parameterUnreadable, parameterViolated } from './s3-words.ts'
import { fromText } from './scalar.ts'
import { put, read, readStructure } from './structure.ts'
import { rootOf, xml } from './xml.ts'

/** The texts at a member's place: several for a list. Undefined when it is absent. */
function textsOf(member: Member, route: Route, request: WireRequest): readonly string[] | undefined {
  switch (member.location) {
    case 'uri': {
      const text = route.labels[member.wireName]
      return text === undefined ? undefined : [text]
    }
    case 'querystring': {
      const texts = queryOf(request).getAll(member.wireName)
      // `max-keys=` with nothing after it is an absent number.
      return texts.length === 0 || (texts[0] === '' && member.shape.type !== 'string' && member.shape.type !== 'list') ? undefined : texts
    }
    default: {
      const text = headersOf(request)[member.wireName.toLowerCase()]
      if (text === undefined) return undefined
      if (text.length > limits.headerValue && member.shape.max === undefined) throw new Malformed(`The header ${member.wireName} is too long`)
      return member.shape.type === 'list' ? text.split(',').map((part) => part.trim()) : [text]
    }
  }
}

function prefixed(member: Member, request: WireRequest): Record<string, string> | undefined {
  const prefix = member.wireName.toLowerCase()
  let found: Record<string, string> | undefined
  for (const [name, value] of Object.entries(headersOf(request))) {
    if (!name.startsWith(prefix) || name.length === prefix.length) continue
    found ??= {}
    put(found, name.slice(prefix.length), value)
  }
  return found
}

/** Headers whose text counts as absent when it is no HTTP date: a conditional request's (RFC 9110, 13.1.3 and 13.1.4), and Expires (5.3 of RFC 9111). */
const lenientDates = new Set([
  'if-modified-since',
  'if-unmodified-since',
  'x-amz-copy-source-if-modified-since',
  'x-amz-copy-source-if-unmodified-since',
  'expires',
])

function located(member: Member, texts: readonly string[]): unknown {
  const { shape } = member
  if (shape.type === 'list') return texts.map((text) => fromText(text, shape.item as Member))
  const text = texts[0] as string
  if (member.jsonvalue && member.location === 'header') return textOf(Buffer.from(text, 'base64'))
  if (lenientDates.has(member.wireName.toLowerCase())) {
    try {
      return fromText(text, member)
    } catch {
      return undefined
    }
  }
  return fromText(text, member)
}

/** Everything that has a location. Each fault is S3's own for S3, and joins the violations elsewhere. */
function readLocated(operation: Operation, route: Route, request: WireRequest, violations: Violations): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const member of (operation.input as Member).shape.members) {
    if (member.location === undefined) continue
    if (member.location === 'headers') {
      const found = prefixed(member, request)
      if (found) values[member.name] = found
      continue
    }
    const texts = textsOf(member, route, request)
    let value: unknown
    try {
      value = texts && located(member, texts)
    } catch (error) {
      if (!(error instanceof Malformed) || route.service !== 's3') throw error
      throw parameterUnreadable(member, texts?.[0] ?? '')
    }
    if (value === undefined) {
      if (!member.required) continue
      if (route.service === 's3') throw invalidArgument(member.wireName, 'null', `Missing required parameter: ${member.wireName}`)
      violations.missing(member.path)
      continue
    }
    const before = violations.found.length
    check(member.shape, value, member.path, violations)
    if (route.service === 's3' && violations.found.length > before) throw parameterViolated(member, String(value))
    values[member.name] = value
  }
  return values
}

/** A payload member's value; undefined when the body is empty and nothing demands one. */
function payloadOf(member: Member, route: Route, request: WireRequest, violations: Violations): unknown {
  const { shape } = member
  if (member.streaming) return request.stream ?? Readable.from(request.body.length > 0 ? [request.body] : [])
  const body = request.body
  if (shape.type === 'blob' || shape.type === 'string') {
    if (body.length === 0 && (shape.type === 'string' || !member.required)) {
      if (member.required) throw missingBody()
      return undefined
    }
    const value = shape.type === 'blob' ? body : textOf(body)
    check(shape, value, member.path, violations)
    return value
  }
  if (body.length === 0) {
    if (member.required) throw route.service === 's3' ? missingBody() : new Malformed('The request body is empty')
    return undefined
  }
  if (route.protocol === 'restJson1') return read(json, member, parseJson(body), member.path, violations)
  return readXmlBody(body, member.locationName ?? shape.name, (root) => read(xml, member, root, member.path, violations), violations)
}

function readXmlBody<T>(body: Uint8Array, root: string, reader: (element: ReturnType<typeof rootOf>) => T, violations: Violations): T {
  const before = violations.found.length
  let value: T
  try {
    value = reader(rootOf(body, root))
  } catch (error) {
    if (error instanceof Malformed) throw malformedXml()
    throw error
  }
  const first = violations.found[before]
  if (first !== undefined) throw bodyViolated(root, first)
  return value
}

function unboundBody(operation: Operation, route: Route, request: WireRequest, violations: Violations): Record<string, unknown> {
  const input = operation.input as Member
  if (input.shape.bodyMembers.length === 0) return {}
  const body = bodyOf(request)
  if (route.protocol === 'restJson1') return readStructure(json, input.shape, parseJson(body), '', violations)
  if (body.length === 0) throw missingBody()
  return readXmlBody(body, input.locationName ?? input.shape.name, (root) => readStructure(xml, input.shape, root, '', violations), violations)
}

/** The input of a restJson1 or restXml operation. Throws WireFault. */
export function readRest(operation: Operation, route: Route, request: WireRequest): Record<string, unknown> {
  const input = operation.input
  if (!input) return {}
  const violations = new Violations()
  try {
    const values = readLocated(operation, route, request, violations)
    const { payload } = input.shape
    if (payload) {
      const value = payloadOf(payload, route, request, violations)
      if (value !== undefined) values[payload.name] = value
    } else Object.assign(values, unboundBody(operation, route, request, violations))
    if (violations.found.length > 0) throw constraintsViolated(route.service, violations.found)
    return values
  } catch (error) {
    if (error instanceof Malformed) throw unreadable(route.protocol, error.message)
    throw error
  }
}
