/** What no client of ours sends: malformed or ambiguous HTTP. Runs before anything is believed. */
import type { Exchange } from './exchange.ts'
import { gatewayFault } from './faults.ts'
import type { Tools } from './tools.ts'

/** Headers that must not come twice: two readers could believe different ones. */
const SINGLE = new Set([
  'host',
  'authorization',
  'content-length',
  'content-type',
  'transfer-encoding',
  'x-amz-date',
  'x-amz-target',
  'x-amz-content-sha256',
  'x-amz-security-token',
  'x-amz-decoded-content-length',
  'origin',
  'cookie',
  'expect',
])
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/

export function refuse(exchange: Exchange, tools: Tools): void {
  const { request, headers, repeated } = exchange
  if (request.httpVersion !== '1.1' && request.httpVersion !== '1.0') throw malformed(exchange, 'HTTP/1.1 is what is spoken here.')
  if (request.rawHeaders.length / 2 > tools.limits.headerCount) throw gatewayFault('RequestHeaderSectionTooLarge', 'The request has too many headers.', 431)
  for (const name in headers) if (!TOKEN.test(name)) throw malformed(exchange, 'A header has no valid name.')
  if (repeated) for (const name of repeated.keys()) if (SINGLE.has(name)) throw malformed(exchange, `The header ${name} came more than once.`)
  if (headers.host === undefined) throw malformed(exchange, 'The Host header is missing.')
  refuseAmbiguousLength(exchange)
  if ((request.url as string).length > tools.limits.targetBytes) throw gatewayFault('RequestUriTooLong', 'The request target is too long.', 414)
  if (!exchange.path.startsWith('/')) throw malformed(exchange, 'The request target must be a path, or an address whose host is that of the Host header.')
}

/** Node's parser refuses most of these; a further reader on the way must not be able to see the request end elsewhere. */
function refuseAmbiguousLength(exchange: Exchange): void {
  const { headers } = exchange
  const coding = headers['transfer-encoding']
  if (coding === undefined) return
  if (headers['content-length'] !== undefined) throw malformed(exchange, 'A request has either Content-Length or Transfer-Encoding.')
  if (coding.toLowerCase() !== 'chunked') throw malformed(exchange, 'The only Transfer-Encoding is chunked.')
}

/** Where it ends is not certain, so nothing behind it is read as a request. */
function malformed(exchange: Exchange, message: string) {
  exchange.response.shouldKeepAlive = false
  return gatewayFault('BadRequest', message, 400)
}
