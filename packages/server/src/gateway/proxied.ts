/**
 * Requests that came through the proxy for a host that is not ours: the local mirror answers what it has, https and http alike, and always wins.
 * The rest of a mirrored host's addresses is fetched from the host itself.
 */
import { createReadStream, statSync } from 'node:fs'
import { request as httpsRequest } from 'node:https'
import { pipeline } from 'node:stream'
import type { Exchange } from './exchange.ts'
import { gatewayFault } from './faults.ts'
import { isAwsName, splitHost } from './hosts.ts'
import { PROXY_PURPOSE, proxyRights } from './proxy-token.ts'
import { publicAddressOf } from './public-address.ts'
import type { Tools } from './tools.ts'

export function proxied(exchange: Exchange, tools: Tools): void | Promise<void> {
  const { tunnel } = exchange
  if (!tunnel && !exchange.absolute) return
  const host = exchange.headers.host as string
  if (tunnel && host.toLowerCase() !== tunnel.authority) throw gatewayFault('MisdirectedRequest', 'The Host header is not the host of the tunnel.', 421)
  const own = tunnel ? isAwsName(tunnel.name) : isOurs(host, tools)
  // A plain-http request in absolute form has no tunnel whose token was looked at.
  if (!tunnel && !own && !proxyRights(tools.sealer(PROXY_PURPOSE), exchange.headers['proxy-authorization'], exchange.receivedAt)) {
    throw gatewayFault('ProxyAuthenticationRequired', 'The proxy needs its token: see kenja env --proxy.', 407)
  }
  const file = tools.mirror.find(mirrorHost(host), exchange.path + (exchange.query && `?${exchange.query}`))
  if (file && (exchange.method === 'GET' || exchange.method === 'HEAD')) return answerWithFile(exchange, file)
  if (own) return
  if (!tunnel) throw gatewayFault('Forbidden', 'The proxy passes https on, not plain http.', 403)
  if (!tunnel.rights.internet) throw gatewayFault('Forbidden', 'This work runs in network isolation: the internet is not reachable.', 403)
  return fetchFromHost(exchange, tunnel.name, tunnel.port, tools)
}

const isOurs = (host: string, tools: Tools): boolean => {
  const named = splitHost(host)
  return named !== undefined && tools.isOurHost(named.name)
}

/** Without the port that goes without saying. */
export const mirrorHost = (authority: string): string => authority.toLowerCase().replace(/:(443|80)$/, '')

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  txt: 'text/plain',
  html: 'text/html',
  gz: 'application/gzip',
  zip: 'application/zip',
  ipynb: 'application/json',
}

function answerWithFile(exchange: Exchange, file: string): void {
  const type = TYPES[/\.([a-z0-9]+)$/i.exec(exchange.path)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream'
  const stat = statSync(file)
  exchange.answer = {
    status: 200,
    headers: { 'content-type': type, 'content-length': String(stat.size), 'last-modified': stat.mtime.toUTCString(), 'x-kenja-mirror': 'yes' },
    body: createReadStream(file),
  }
}

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
])

async function fetchFromHost(exchange: Exchange, name: string, port: number, tools: Tools): Promise<void> {
  const { request, response } = exchange
  const address = await publicAddressOf(name, tools.resolve).catch(() => undefined)
  if (!address) throw gatewayFault('BadGateway', `The host ${name} cannot be reached: it has no public address.`, 502)
  if (exchange.expectsContinue) response.writeContinue()
  const headers = Object.fromEntries(Object.entries(exchange.headers).filter(([header]) => !HOP_BY_HOP.has(header)))
  const outward = httpsRequest({
    host: address,
    port,
    servername: name,
    method: request.method,
    path: exchange.path + (exchange.query && `?${exchange.query}`),
    headers,
  })
  exchange.handedOver = true
  outward.on('response', (answer) => {
    const kept = Object.fromEntries(Object.entries(answer.headers).filter(([header, value]) => value !== undefined && !HOP_BY_HOP.has(header)))
    response.writeHead(answer.statusCode as number, kept as Record<string, string>)
    pipeline(answer, response, () => outward.destroy())
  })
  outward.setTimeout(tools.limits.connectTimeoutMs * 4, () => outward.destroy(new Error('no answer in time')))
  outward.on('error', () => {
    if (response.headersSent) response.destroy()
    else response.writeHead(502, { 'content-type': 'text/plain', connection: 'close' }).end(`The host ${name} did not answer.\n`)
  })
  response.on('close', () => outward.destroy())
  request.pipe(outward)
}
