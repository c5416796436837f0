/** Answers of REST operations: status, headers, and a body that is raw bytes, JSON or XML. */
import { Readable } from 'node:stream'
import type { Member, Operation } from '../model.ts'
import type { Route, WireResponse } from '../types.ts'
import { listOf, mapOf, misfit, structureOf } from './check.ts'
import { EVENT_STREAM_TYPE, eventStreamBody } from './event-stream.ts'
import { jsonStructure, jsonValue } from './json.ts'
import { s3Roots } from './s3-roots.ts'
import { textOf } from './scalar.ts'
import { escapeXml, xmlDeclaration, xmlStructure, xmlValue } from './xml.ts'

export const s3Namespace = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'

/**
 * A header's value that HTTP can carry: control characters (a `response-content-type` parameter may hold line ends) become spaces, and a text beyond
 * Latin-1 goes out as its UTF-8 bytes, as it came.
 */
function sendable(text: string): string {
  const plain = text.replace(/[\0-\x08\x0A-\x1F\x7F]/g, ' ')
  return /[^\0-\xFF]/.test(plain) ? Buffer.from(plain, 'utf8').toString('latin1') : plain
}

function headerText(member: Member, value: unknown): string {
  const { shape } = member
  if (shape.type === 'list') {
    return listOf(value, member.name)
      .map((part) => textOf(shape.item as Member, part, member.name, 'rfc822'))
      .join(', ')
  }
  const text = textOf(member, value, member.name, 'rfc822')
  return member.jsonvalue ? Buffer.from(text, 'utf8').toString('base64') : text
}

/** Writes the members that have a location; returns the status. */
function writeLocated(output: Member, structure: Record<string, unknown>, headers: Record<string, string>, status: number): number {
  let code = status
  for (const member of output.shape.members) {
    const value = structure[member.name]
    if (value === undefined) continue
    if (member.location === 'header') headers[member.wireName.toLowerCase()] = sendable(headerText(member, value))
    else if (member.location === 'statusCode') code = Number(textOf(member, value, member.name, 'rfc822'))
    else if (member.location === 'headers') {
      for (const [name, part] of mapOf(value, member.name))
        headers[(member.wireName + name).toLowerCase()] = sendable(textOf(member.shape.value as Member, part, member.name, 'rfc822'))
    }
  }
  return code
}

function payloadBody(operation: Operation, payload: Member, value: unknown, route: Route, headers: Record<string, string>): WireResponse['body'] {
  const { shape } = payload
  if (shape.eventStream) {
    headers['content-type'] = EVENT_STREAM_TYPE
    return eventStreamBody(payload, value, undefined)
  }
  if (value === undefined) {
    // S3 answers every one of these with a document, and its SDKs take an empty 200 for a broken connection.
    if (shape.type === 'structure' && route.protocol === 'restXml') misfit(payload.name, `is missing, and is the body of ${operation.name}`)
    return ''
  }
  if (shape.type === 'blob' || shape.type === 'string') {
    if (value instanceof Readable || value instanceof Uint8Array || typeof value === 'string') {
      if (shape.type === 'string') headers['content-type'] ??= 'application/json'
      return value
    }
    return misfit(payload.name, 'must be bytes, a text or a Readable')
  }
  if (route.protocol === 'restJson1') {
    headers['content-type'] ??= 'application/json'
    return JSON.stringify(jsonValue(payload, value, payload.name))
  }
  const name = payload.locationName ?? s3Roots[operation.name] ?? shape.name
  headers['content-type'] ??= 'application/xml'
  return (
    xmlDeclaration +
    (shape.type === 'structure' && !shape.eventStream
      ? xmlStructure(payload, value, payload.name, name, s3Namespace)
      : xmlValue(payload, value, payload.name, name))
  )
}

function unboundBody(operation: Operation, output: Member, structure: Record<string, unknown>, route: Route, headers: Record<string, string>): string {
  const members = output.shape.bodyMembers
  if (members.length === 0) return ''
  if (route.protocol === 'restJson1') {
    headers['content-type'] ??= 'application/json'
    return JSON.stringify(jsonStructure(output.shape, structure, '', members))
  }
  headers['content-type'] ??= 'application/xml'
  // The one answer whose member is the root itself.
  if (operation.name === 'GetBucketLocation') {
    const { LocationConstraint: place = '' } = structure
    if (typeof place !== 'string') misfit('LocationConstraint', 'must be of type string')
    return `${xmlDeclaration}<LocationConstraint${s3Namespace}>${escapeXml(place)}</LocationConstraint>`
  }
  return xmlDeclaration + xmlStructure(output, structure, '', output.locationName ?? s3Roots[operation.name] ?? output.shape.name, s3Namespace, members)
}

/** The whole answer; `headers` already hold the request's id. */
export function writeRest(operation: Operation, route: Route, output: Record<string, unknown>, headers: Record<string, string>): WireResponse {
  const member = operation.output
  if (!member) return { status: operation.status, headers, body: '' }
  const structure = structureOf(member.shape, output, '')
  const located = writeLocated(member, structure, headers, operation.status)
  // The model knows no second success: a part of an object is 206.
  const status = located === 200 && headers['content-range'] !== undefined ? 206 : located
  const { payload } = member.shape
  const body = payload ? payloadBody(operation, payload, structure[payload.name], route, headers) : unboundBody(operation, member, structure, route, headers)
  return { status, headers, body }
}
