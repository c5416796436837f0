/** Which hosts may be called, and from which pages. */
import type { Exchange } from './exchange.ts'
import { gatewayFault } from './faults.ts'
import { findHost, type Host, splitHost } from './hosts.ts'
import type { Tools } from './tools.ts'

/** The names that may be called besides loopback, `*.localhost` and AWS's: configured ones, and the address that Kenja listens on. */
export const allowedHosts = (config: { readonly hosts: readonly string[]; readonly host: string }): ReadonlySet<string> =>
  new Set([
    ...config.hosts,
    ...(config.host === '0.0.0.0' || config.host === '::' ? [] : [config.host.includes(':') ? `[${config.host}]` : config.host.toLowerCase()]),
  ])

export function admit(exchange: Exchange, tools: Tools): void {
  exchange.host = hostOf(exchange.headers.host as string, tools.allowedHosts)
  refuseForeignOrigin(exchange, tools)
}

function hostOf(header: string, allowed: ReadonlySet<string>): Host {
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
  if (origin === `${exchange.scheme}://${exchange.headers.host}` || tools.origins().has(origin)) return
  const kind = exchange.host?.kind
  if (kind !== 'notebook' && kind !== 'console' && carriesS3Signature(exchange)) return
  throw gatewayFault('Forbidden', 'Pages of other sites may not call Kenja.', 403)
}

const carriesS3Signature = ({ headers, query }: Exchange): boolean =>
  headers.authorization?.includes('/s3/aws4_request') === true || /(?:^|&)(X-Amz-Signature|Signature)=/.test(query)
