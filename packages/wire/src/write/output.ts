/** An operation's output to bytes. */
import { cborBytes } from '../cbor.ts'
import { modelOf, type Operation } from '../model.ts'
import { CBOR } from '../route.ts'
import type { Route, ServiceId, WireResponse } from '../types.ts'
import { cborStructure } from './cbor.ts'
import { misfit } from './check.ts'
import { EVENT_STREAM_TYPE, eventStreamBody } from './event-stream.ts'
import { jsonStructure } from './json.ts'
import { writeRest } from './rest.ts'
import { textElement, xmlDeclaration, xmlStructure } from './xml.ts'

/** S3's second request id: opaque, long, and made of the first. */
export const hostId = (requestId: string) => Buffer.from(`kenja/${requestId}`).toString('base64')

/** The headers every answer bears. */
export function requestHeaders(service: ServiceId, requestId: string): Record<string, string> {
  return service === 's3' ? { 'x-amz-request-id': requestId, 'x-amz-id-2': hostId(requestId) } : { 'x-amzn-requestid': requestId }
}

export const jsonType = (protocol: Route['protocol']) =>
  protocol === 'restJson1' ? 'application/json' : `application/x-amz-json-${protocol === 'awsJson1.0' ? '1.0' : '1.1'}`

function writeJson(route: Route, operation: Operation, output: Record<string, unknown>, headers: Record<string, string>): WireResponse {
  const { eventStream: stream } = operation
  if (operation.output && stream) {
    const { [stream.name]: events, ...others } = output
    const initial = jsonStructure(operation.output.shape, others, '')
    return { status: 200, headers: { ...headers, 'content-type': EVENT_STREAM_TYPE }, body: eventStreamBody(stream, events, initial) }
  }
  // Operations without an output answer an empty body, as AWS does; their clients do not parse it.
  const body = operation.output ? JSON.stringify(jsonStructure(operation.output.shape, output, '')) : ''
  return { status: 200, headers: { ...headers, 'content-type': jsonType(route.protocol) }, body }
}

function writeQuery(route: Route, operation: Operation, output: Record<string, unknown>, requestId: string, headers: Record<string, string>): WireResponse {
  const { name, output: member, resultWrapper } = operation
  const result = member ? xmlStructure(member, output, '', resultWrapper ?? `${name}Result`) : ''
  const metadata = `<ResponseMetadata>${textElement('RequestId', requestId)}</ResponseMetadata>`
  const body = `<${name}Response xmlns="${modelOf(route.service).xmlNamespace}">${result}${metadata}</${name}Response>`
  return { status: 200, headers: { ...headers, 'content-type': 'text/xml' }, body }
}

/** EC2's answers have no wrapper, and say `true` where the operation has no output. */
function writeEc2(route: Route, operation: Operation, output: Record<string, unknown>, requestId: string, headers: Record<string, string>): WireResponse {
  const { name, output: member } = operation
  const inner = textElement('requestId', requestId)
  const root = `${name}Response`
  const space = ` xmlns="${modelOf(route.service).xmlNamespace}/"`
  const body = member ? xmlStructure(member, output, '', root, space, member.shape.members, inner) : `<${root}${space}>${inner}<return>true</return></${root}>`
  return { status: 200, headers: { ...headers, 'content-type': 'text/xml;charset=UTF-8' }, body: xmlDeclaration + body }
}

export const CBOR_HEADERS = { 'smithy-protocol': CBOR, 'content-type': 'application/cbor' } as const

function writeCbor(operation: Operation, output: Record<string, unknown>, headers: Record<string, string>): WireResponse {
  // Where there is no output there is no body, and so nothing to name the type of.
  if (!operation.output) return { status: 200, headers: { ...headers, 'smithy-protocol': CBOR }, body: '' }
  return { status: 200, headers: { ...headers, ...CBOR_HEADERS }, body: cborBytes(cborStructure(operation.output.shape, output, '')) }
}

/**
 * The answer to `route` with `output`, whose members are the model's. Undefined members are absent. Throws a plain Error for whatever the model does not have
 * (an unknown member, a value of the wrong type, null): that is our bug, never the caller's.
 */
export function writeOutput(route: Route, output: Record<string, unknown>, requestId: string): WireResponse {
  const operation = modelOf(route.service).operation(route.operation)
  if (!operation) throw new Error(`${route.service} has no operation ${route.operation}`)
  const headers = requestHeaders(route.service, requestId)
  if (!operation.output)
    for (const [name, value] of Object.entries(output)) if (value !== undefined) misfit(name, `is no member: ${operation.name} has no output`)
  if (route.protocol === 'awsQuery') return writeQuery(route, operation, output, requestId, headers)
  if (route.protocol === 'ec2Query') return writeEc2(route, operation, output, requestId, headers)
  if (route.protocol === 'restXml' || route.protocol === 'restJson1') return writeRest(operation, route, output, headers)
  return route.protocol === 'rpcv2Cbor' ? writeCbor(operation, output, headers) : writeJson(route, operation, output, headers)
}
