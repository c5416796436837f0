/** Errors to bytes, each protocol's way. */
import { cborBytes, type Writable } from '../cbor.ts'
import { type Model, modelOf, type Shape } from '../model.ts'
import { services } from '../services.ts'
import type { Route, ServiceId, WireError, WireResponse } from '../types.ts'
import { cborValue } from './cbor.ts'
import { jsonValue } from './json.ts'
import { CBOR_HEADERS, hostId, jsonType, requestHeaders } from './output.ts'
import { escapeXml, textElement, xmlDeclaration, xmlValue } from './xml.ts'

type Fields = Readonly<Record<string, unknown>>

/** The member that holds the message: `message` or `Message`, as the modelled error has it. */
const messageName = (shape: Shape | undefined) => (shape?.byName.has('Message') ? 'Message' : 'message')

/** A modelled field as its shape wants it; one that AWS sends beyond its model (`ErrorCode` of ModelError) as it is. */
function jsonFields(shape: Shape | undefined, fields: Fields): Record<string, unknown> {
  const json: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue
    const member = shape?.byName.get(name)
    json[member?.wireName ?? name] = member ? jsonValue(member, value, name) : value
  }
  return json
}

const sender = (error: WireError) => (error.httpStatus < 500 ? 'Sender' : 'Receiver')

/** The code that the query protocol knows: for `NoSuchEntityException` it is `NoSuchEntity`. */
const queryCode = (shape: Shape | undefined, code: string) => shape?.error?.code ?? code

function writeJson(model: Model, protocol: Route['protocol'], error: WireError, headers: Record<string, string>): WireResponse {
  const shape = model.fault(error.code)
  const code = shape?.name ?? error.code
  const members = { [messageName(shape)]: error.message, ...jsonFields(shape, error.fields ?? {}) }
  if (protocol === 'restJson1') headers['x-amzn-errortype'] = code
  // Clients that knew the query protocol's codes still compare with them.
  if (protocol === 'awsJson1.0' && model.service === 'cloudwatch') headers['x-amzn-query-error'] = `${queryCode(shape, error.code)};${sender(error)}`
  const body = JSON.stringify(protocol === 'restJson1' ? members : { __type: code, ...members })
  return { status: error.httpStatus, headers: { ...headers, 'content-type': jsonType(protocol) }, body }
}

function writeQuery(model: Model, error: WireError, requestId: string, headers: Record<string, string>): WireResponse {
  const shape = model.fault(error.code)
  let fields = ''
  for (const [name, value] of Object.entries(error.fields ?? {})) {
    const member = shape?.byName.get(name)
    if (value !== undefined) fields += member ? xmlValue(member, value, name, member.wireName) : textElement(name, String(value))
  }
  const inner = textElement('Type', sender(error)) + textElement('Code', queryCode(shape, error.code)) + textElement('Message', error.message) + fields
  const body = `<ErrorResponse xmlns="${escapeXml(model.xmlNamespace ?? '')}"><Error>${inner}</Error>${textElement('RequestId', requestId)}</ErrorResponse>`
  return { status: error.httpStatus, headers: { ...headers, 'content-type': 'text/xml' }, body }
}

function writeS3(error: WireError, requestId: string, headers: Record<string, string>): WireResponse {
  const fields = Object.entries(error.fields ?? {}).filter(([, value]) => value !== undefined)
  // 304 Not Modified has no body in HTTP: what it says stands in headers.
  if (error.httpStatus === 304) return { status: 304, headers: { ...headers, ...headersOf(fields) }, body: '' }
  const inner = [['Code', error.code], ['Message', error.message], ...fields, ['RequestId', requestId], ['HostId', hostId(requestId)]]
  const body = `${xmlDeclaration}<Error>${inner.map(([name, value]) => textElement(name as string, String(value))).join('')}</Error>`
  return { status: error.httpStatus, headers: { ...headers, 'content-type': 'application/xml' }, body }
}

const headersOf = (fields: [string, unknown][]) => Object.fromEntries(fields.map(([name, value]) => [name.toLowerCase(), String(value)]))

function writeEc2(error: WireError, requestId: string, headers: Record<string, string>): WireResponse {
  const inner = textElement('Code', error.code) + textElement('Message', error.message)
  const body = `${xmlDeclaration}<Response><Errors><Error>${inner}</Error></Errors>${textElement('RequestID', requestId)}</Response>`
  return { status: error.httpStatus, headers: { ...headers, 'content-type': 'text/xml;charset=UTF-8' }, body }
}

/** A modelled field as its shape wants it; others, which only texts and numbers are, as they are. */
function writeCbor(model: Model, error: WireError, headers: Record<string, string>): WireResponse {
  const shape = model.fault(error.code)
  const members = new Map<string, Writable>([
    ['__type', shape?.name ?? error.code],
    [messageName(shape), error.message],
  ])
  for (const [name, value] of Object.entries(error.fields ?? {})) {
    const member = shape?.byName.get(name)
    if (value !== undefined) members.set(name, member ? cborValue(member, value, name) : String(value))
  }
  if (model.service === 'cloudwatch') headers['x-amzn-query-error'] = `${queryCode(shape, error.code)};${sender(error)}`
  return { status: error.httpStatus, headers: { ...headers, ...CBOR_HEADERS }, body: cborBytes(members) }
}

/**
 * The answer for `error`. `protocol` is the route's (or `protocolOf`'s); undefined means the service's first. A HEAD request's empty body is the gateway's business.
 * The code may be a modelled error's shape name or its code on the wire; each protocol gets the one it knows.
 */
export function writeError(service: ServiceId, protocol: Route['protocol'] | undefined, error: WireError, requestId: string): WireResponse {
  const spoken = protocol ?? services[service].protocols[0]
  const headers = requestHeaders(service, requestId)
  if (spoken === 'restXml') return writeS3(error, requestId, headers)
  if (spoken === 'ec2Query') return writeEc2(error, requestId, headers)
  if (spoken === 'rpcv2Cbor') return writeCbor(modelOf(service), error, headers)
  return spoken === 'awsQuery' ? writeQuery(modelOf(service), error, requestId, headers) : writeJson(modelOf(service), spoken, error, headers)
}
