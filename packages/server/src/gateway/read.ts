/** Wire: bytes to a checked input. Which operation it is decides whether the body is held in memory or handed on as a stream. */
import { checksumsBody, findRoute, readInput, type WireRequest } from '#wire'
import { ServiceError } from '../operation.ts'
import { collectVerified, streamVerified } from './body.ts'
import type { Exchange } from './exchange.ts'
import type { Tools } from './tools.ts'

const NOTHING = Buffer.alloc(0)

export async function read(exchange: Exchange, tools: Tools): Promise<void> {
  const { service } = exchange
  if (!service) throw new ServiceError('InternalFailure', 'The request reached no service.', 500)
  moveBucketIntoPath(exchange)
  let request = wireRequest(exchange)
  const route = findRoute(service, request)
  exchange.route = route
  exchange.protocol = route.protocol
  const known = tools.dispatcher.knows(service, route.operation)
  if (!(typeof known === 'boolean' ? known : await known)) {
    throw new ServiceError('NotImplemented', `Kenja does not have the operation ${route.operation} of ${service} yet.`, 501)
  }
  if (route.streamsInput && service === 's3') {
    exchange.stream = exchange.form?.stream ?? streamVerified(exchange, tools)
    request = { ...request, stream: exchange.stream }
  } else if (exchange.body === undefined) {
    request = { ...request, body: await collectVerified(exchange, tools, tools.bufferedBytes(service), service === 's3' && checksumsBody(route)) }
  }
  exchange.input = readInput(route, request)
}

function wireRequest(exchange: Exchange): WireRequest {
  const { form } = exchange
  if (form) return { method: 'PUT', path: form.path, query: '', headers: form.headers, body: NOTHING }
  return { method: exchange.method, path: exchange.path, query: exchange.query, headers: wireHeaders(exchange), body: exchange.body ?? NOTHING }
}

/** The signature was made over the path as sent; from here on S3 is path style. */
function moveBucketIntoPath(exchange: Exchange): void {
  const { host } = exchange
  const bucket = host?.kind === 'bucket' || (host?.kind === 'aws' && host.signingName === 's3') ? host.bucket : undefined
  if (bucket && exchange.service === 's3') exchange.path = `/${bucket}${exchange.path}`
}

/** `aws-chunked` was for the way only: what is stored keeps the other codings. */
function wireHeaders(exchange: Exchange): Readonly<Record<string, string>> {
  const coding = exchange.headers['content-encoding']
  if (exchange.payload?.kind !== 'chunked' || coding === undefined) return exchange.headers
  const { 'content-encoding': _, ...others } = exchange.headers
  const kept = coding
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name.toLowerCase() !== 'aws-chunked')
  return kept.length > 0 ? { ...others, 'content-encoding': kept.join(',') } : others
}
