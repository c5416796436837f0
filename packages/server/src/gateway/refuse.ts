/** What no client of ours sends: malformed or ambiguous HTTP, foreign hosts, pages of other sites. Runs before anything is believed. */
import type { IncomingMessage } from 'node:http'
import type { Exchange } from './exchange.ts'
import { gatewayFault } from './faults.ts'
import { findHost, type Host, splitHost } from './hosts.ts'
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

export interface HeaderFields {
  readonly headers: Record<string, string>
  readonly repeated: Map<string, string[]> | undefined
}

/** Node drops or joins repeated headers by rules of its own; signatures need them all. */
export function collectHeaders(raw: readonly string[]): HeaderFields {
  const headers: Record<string, string> = Object.create(null)
  let repeated: Map<string, string[]> | undefined
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] as string).toLowerCase()
    const value = raw[at + 1] as string
    const before = headers[name]
    if (before === undefined) headers[name] = value
    else {
      repeated ??= new Map()
      const several = repeated.get(name)
      if (several) several.push(value)
      else repeated.set(name, [before, value])
      headers[name] = `${before}, ${value}`
    }
  }
  return { headers, repeated }
}

/** The hosts that may be called, made once: configured names, and the address that Kenja listens on. */
export const allowedHosts = (config: { readonly hosts: readonly string[]; readonly host: string }): ReadonlySet<string> =>
  new Set([
    ...config.hosts,
    ...(config.host === '0.0.0.0' || config.host === '::' ? [] : [config.host.includes(':') ? `[${config.host}]` : config.host.toLowerCase()]),
  ])

export function refuse(exchange: Exchange, tools: Tools): void {
  const { request, headers, repeated } = exchange
  if (request.httpVersion !== '1.1' && request.httpVersion !== '1.0') throw malformed('HTTP/1.1 is what is spoken here.')
  for (const name in headers) if (!TOKEN.test(name)) throw malformed('A header has no valid name.')
  if (repeated) for (const name of repeated.keys()) if (SINGLE.has(name)) throw malformed(`The header ${name} came more than once.`)
  refuseAmbiguousLength(headers)
  if (!exchange.path.startsWith('/')) throw malformed('The request target must be a path.')
  if ((request.url as string).length > tools.limits.targetBytes) throw gatewayFault('RequestUriTooLong', 'The request target is too long.', 414)
  exchange.host = hostOf(headers.host, tools.allowedHosts)
  refuseForeignOrigin(exchange, tools)
}

/** Node's parser refuses most of these; a further reader on the way must not be able to see the request end elsewhere. */
function refuseAmbiguousLength(headers: Readonly<Record<string, string>>): void {
  const coding = headers['transfer-encoding']
  if (coding === undefined) return
  if (headers['content-length'] !== undefined) throw malformed('A request has either Content-Length or Transfer-Encoding.')
  if (coding.toLowerCase() !== 'chunked') throw malformed('The only Transfer-Encoding is chunked.')
}

function hostOf(header: string | undefined, allowed: ReadonlySet<string>): Host {
  if (header === undefined) throw malformed('The Host header is missing.')
  const named = splitHost(header)
  const host = named && findHost(named.name, allowed)
  if (!host) {
    throw gatewayFault(
      'Forbidden',
      'Kenja does not answer to this host name. Allowed are loopback addresses, *.localhost, the host names of AWS, and what KENJA_HOSTS adds.',
      403,
    )
  }
  return host
}

/**
 * Browsers say which site's page makes a request. Cookies, unlike signatures, travel without the page's knowing, so only our own pages may use them.
 * S3 requests that carry a signature are for the bucket's CORS rules to judge, as on AWS.
 */
function refuseForeignOrigin(exchange: Exchange, tools: Tools): void {
  const { origin } = exchange.headers
  if (origin === undefined) return
  const own = `${exchange.scheme}://${exchange.headers.host}`
  if (origin === own || tools.origins().has(origin)) return
  const kind = exchange.host?.kind
  if ((kind === 'plain' || kind === 'bucket' || kind === 'aws') && /[?&](X-Amz-Signature|Signature)=/.test(exchange.request.url as string)) return
  if (kind !== 'notebook' && isSignedForS3(exchange.headers.authorization)) return
  throw gatewayFault('Forbidden', 'Pages of other sites may not call Kenja.', 403)
}

const isSignedForS3 = (authorization: string | undefined): boolean => authorization?.includes('/s3/aws4_request') === true

const malformed = (message: string) => gatewayFault('BadRequest', message, 400)

/** Whether an absolute-form target names the host that the Host header names too; then only its path counts. */
export function originForm(request: IncomingMessage): string | undefined {
  const url = request.url as string
  if (url.startsWith('/') || !/^https?:\/\//i.test(url)) return url
  const end = url.search(/(?<=^https?:\/\/[^/?#]*)[/?#]/i)
  const authority = url.slice(url.indexOf('//') + 2, end < 0 ? undefined : end)
  if (authority.toLowerCase() !== request.headers.host?.toLowerCase()) return undefined
  const rest = end < 0 ? '/' : url.slice(end)
  return rest.startsWith('/') ? rest : `/${rest}`
}
