/** Which operation a request names. */
import { invalidUri, Malformed, unknownAction, unknownPath, unknownProtocol, unknownTarget, unreadable } from './errors.ts'
import { type Model, modelOf } from './model.ts'
import { formOf, headersOf, type Parameters, queryOf } from './read/parameters.ts'
import { services } from './services.ts'
import type { Route, ServiceId, WireRequest } from './types.ts'

/** A path template's part: a literal, a label of one segment, or a greedy label that takes the rest. */
type Segment = { readonly literal: string } | { readonly label: string; readonly greedy: boolean }

interface Candidate {
  readonly operation: string
  readonly segments: readonly Segment[]
  readonly literals: readonly (readonly [string, string])[]
  readonly query: readonly string[]
  readonly headers: readonly string[]
  readonly deprecated: boolean
}

const tables = new Map<ServiceId, Map<string, Candidate[]>>()

/** A service's candidates by method, the most particular first. */
function tableOf(model: Model): Map<string, Candidate[]> {
  let table = tables.get(model.service)
  if (table) return table
  table = new Map()
  for (const operation of model.operationNames) {
    const { method, requestUri, ...binding } = model.binding(operation)
    const [path = '/', query = ''] = requestUri.split('?')
    const literals = query
      .split('&')
      .filter((literal) => literal !== '' && !literal.startsWith('x-id='))
      .map((literal): [string, string] => [literal.split('=')[0] as string, literal.split('=')[1] ?? ''])
    const candidates = table.get(method) ?? []
    candidates.push({ operation, segments: path.split('/').slice(1).filter(Boolean).map(segment), literals, ...binding })
    table.set(method, candidates)
  }
  for (const candidates of table.values()) candidates.sort((a, b) => Number(a.deprecated) - Number(b.deprecated) || b.literals.length - a.literals.length)
  tables.set(model.service, table)
  return table
}

const segment = (text: string): Segment =>
  text.startsWith('{') ? { label: text.slice(1, -1).replace('+', ''), greedy: text.endsWith('+}') } : { literal: text }

/** Labels still encoded, or undefined when the path does not fit. A slash after the last segment is no segment. */
function matched(segments: readonly Segment[], path: string): Record<string, string> | undefined {
  const labels: Record<string, string> = {}
  let from = 1
  for (const part of segments) {
    if (from > path.length) return undefined
    const slash = path.indexOf('/', from)
    const to = ('greedy' in part && part.greedy) || slash < 0 ? path.length : slash
    const text = path.slice(from, to)
    if ('literal' in part ? text !== part.literal : text === '') return undefined
    if ('label' in part) labels[part.label] = text
    from = to + 1
  }
  return from >= path.length ? labels : undefined
}

/**
 * Whether the request can be this operation at all. S3 tells operations apart by required parameters: without `uploadId` a POST to a key is not
 * CompleteMultipartUpload; with a literal (`?attributes`) the operation is certain, and the missing rest is an error of the call.
 */
function possible({ literals, query: needed, headers: needs }: Candidate, query: Parameters, headers: WireRequest['headers'], tellsApart: boolean): boolean {
  if (!literals.every(([name, value]) => query.has(name) && (value === '' || query.get(name) === value))) return false
  return !tellsApart || literals.length > 0 || (needed.every((name) => query.has(name)) && needs.every((name) => name in headers))
}

/**
 * Among the operations with this method, path and these query literals: those with the most literals; of these the one whose required query and header
 * parameters are all there and the most; if none is whole, the one that lacks the fewest (its reader then says what is missing).
 */
function best(candidates: readonly Candidate[], request: WireRequest, tellsApart: boolean): Candidate | undefined {
  const query = queryOf(request)
  const headers = headersOf(request)
  const named = query.get('x-id')
  let chosen: Candidate | undefined
  let highest = Number.NEGATIVE_INFINITY
  for (const candidate of candidates) {
    if (!possible(candidate, query, headers, tellsApart)) continue
    const needed = candidate.query.length + candidate.headers.length
    const missing = candidate.query.filter((name) => !query.has(name)).length + candidate.headers.filter((name) => !(name in headers)).length
    const score =
      candidate.literals.length * 10_000 +
      (missing === 0 ? needed * 100 : -missing * 100) +
      (candidate.operation === named ? 50 : 0) -
      (candidate.deprecated ? 1 : 0)
    if (score > highest) {
      chosen = candidate
      highest = score
    }
  }
  return chosen
}

function decodedLabel(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalidUri()
  }
}

/** Paths of a JSON service without a query: clients of an endpoint ask for the same one again and again. */
const MAX_KNOWN_PATHS = 1_000
const MAX_KNOWN_PATH_LENGTH = 256
const knownPaths = new Map<string, Route>()

function findRest(model: Model, protocol: Route['protocol'], request: WireRequest): Route {
  if (protocol !== 'restJson1' || request.query !== '' || request.path.length > MAX_KNOWN_PATH_LENGTH) return searchRest(model, protocol, request)
  const id = `${model.service} ${request.method} ${request.path}`
  const known = knownPaths.get(id)
  if (known) return known
  const found = searchRest(model, protocol, request)
  if (knownPaths.size >= MAX_KNOWN_PATHS) knownPaths.clear()
  knownPaths.set(id, found)
  return found
}

function searchRest(model: Model, protocol: Route['protocol'], request: WireRequest): Route {
  const { service } = model
  const fitting: { candidate: Candidate; labels: Record<string, string> }[] = []
  for (const candidate of tableOf(model).get(request.method) ?? []) {
    const labels = matched(candidate.segments, request.path)
    if (labels) fitting.push({ candidate, labels })
  }
  const [only] = fitting
  // The usual case of a JSON service: one path, one operation, and the query has no say.
  const certain = fitting.length === 1 && protocol === 'restJson1' && only?.candidate.literals.length === 0
  const chosen = certain
    ? only?.candidate
    : best(
        fitting.map(({ candidate }) => candidate),
        request,
        protocol === 'restXml',
      )
  if (!chosen) {
    const segments = request.path.split('/', 3).filter(Boolean).length
    throw unknownPath(service, request.method, segments === 0 ? 'SERVICE' : segments === 1 ? 'BUCKET' : 'OBJECT')
  }
  const encoded = fitting.find(({ candidate }) => candidate === chosen)?.labels ?? {}
  const labels = Object.fromEntries(Object.entries(encoded).map(([name, text]) => [name, decodedLabel(text)]))
  return { service, operation: chosen.operation, protocol, labels, streamsInput: model.streamsInput(chosen.operation) }
}

/** CloudTrail's prefix has a namespace (`com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101`) that botocore sends and other SDKs leave out. */
const isTarget = ({ targetPrefix }: Model, prefix: string): boolean =>
  prefix !== '' && targetPrefix !== undefined && (targetPrefix === prefix || targetPrefix.endsWith(`.${prefix}`))

function findTarget(model: Model, protocol: Route['protocol'], request: WireRequest): Route {
  const target = request.headers['x-amz-target']
  const dot = target?.lastIndexOf('.') ?? -1
  const operation = target?.slice(dot + 1)
  if (target === undefined || !isTarget(model, target.slice(0, dot)) || operation === undefined || !model.operation(operation)) throw unknownTarget(target)
  return { service: model.service, operation, protocol, labels: {}, streamsInput: false }
}

function findAction(model: Model, protocol: Route['protocol'], request: WireRequest): Route {
  const form = formOf(request)
  const action = form.get('Action')
  const version = form.get('Version')
  if (!action || !model.operation(action) || version !== model.apiVersion) throw unknownAction(model.service, action, version)
  return { service: model.service, operation: action, protocol, labels: {}, streamsInput: false }
}

/** The name in the header `smithy-protocol`. */
export const CBOR = 'rpc-v2-cbor'

/** `/service/GraniteServiceVersion20100801/operation/ListMetrics`, whatever stands before it. */
function findOperationPath(model: Model, request: WireRequest): Route {
  const [, service, operation = ''] = /\/service\/([^/]+)\/operation\/([^/]+)$/.exec(request.path) ?? []
  if (request.method !== 'POST' || service === undefined || !isTarget(model, service) || !model.operation(operation)) throw unknownTarget(operation)
  return { service: model.service, operation, protocol: 'rpcv2Cbor', labels: {}, streamsInput: false }
}

/** The protocol a request speaks, from its headers alone: errors found before `findRoute` are written in it. */
export function protocolOf(service: ServiceId, request: Pick<WireRequest, 'headers'>): Route['protocol'] {
  const { protocols } = services[service]
  if (protocols.length === 1) return protocols[0]
  if (request.headers['smithy-protocol'] === CBOR && protocols.includes('rpcv2Cbor')) return 'rpcv2Cbor'
  return request.headers['x-amz-target'] === undefined ? 'awsQuery' : protocols[0]
}

/**
 * The operation that `request` names. Throws WireFault: UnknownOperationException (JSON: 400, REST: 404), InvalidAction or MissingAction (query, 400),
 * MethodNotAllowed (S3, 405), InvalidURI (a path that does not decode), NotImplemented (a protocol that is not spoken here, 501).
 */
export function findRoute(service: ServiceId, request: WireRequest): Route {
  const model = modelOf(service)
  const protocol = protocolOf(service, request)
  const other = request.headers['smithy-protocol']
  if (other !== undefined && protocol !== 'rpcv2Cbor') throw unknownProtocol(other)
  try {
    if (protocol === 'awsQuery' || protocol === 'ec2Query') return findAction(model, protocol, request)
    if (protocol === 'restXml' || protocol === 'restJson1') return findRest(model, protocol, request)
    return protocol === 'rpcv2Cbor' ? findOperationPath(model, request) : findTarget(model, protocol, request)
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    throw protocol === 'restXml' ? invalidUri() : unreadable(protocol, error.message)
  }
}
