/** From Node's request to an exchange: what is known before the first step. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TLSSocket } from 'node:tls'
import type { Exchange } from './exchange.ts'
import type { Tunnel } from './proxy.ts'
import type { Tools } from './tools.ts'

interface HeaderFields {
  readonly headers: Record<string, string>
  readonly repeated: Map<string, string[]> | undefined
}

/** Node drops or joins repeated headers by rules of its own; signatures need them all. */
function collectHeaders(raw: readonly string[]): HeaderFields {
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

/**
 * The path of a whole address (`GET http://host/path`, as clients send it to a proxy), when its host is that of the Host header; else the target as it came,
 * which `refuse` then refuses because it is no path.
 */
function originForm(target: string, host: string | undefined): string {
  const match = /^http:\/\/([^/?#]*)(.*)$/is.exec(target)
  if (!match || (match[1] as string).toLowerCase() !== host?.toLowerCase()) return target
  const rest = match[2] as string
  return rest.startsWith('/') ? rest : `/${rest}`
}

export interface Arrival {
  readonly expectsContinue: boolean
  readonly tunnel: Tunnel | undefined
}

export function arrive(
  request: IncomingMessage,
  response: ServerResponse,
  { expectsContinue, tunnel }: Arrival,
  tools: Pick<Tools, 'clock' | 'config'>,
): Exchange {
  const fields = collectHeaders(request.rawHeaders)
  const whole = request.url as string
  const absolute = !whole.startsWith('/')
  const target = absolute ? originForm(whole, fields.headers.host) : whole
  const mark = target.indexOf('?')
  return {
    request,
    response,
    id: randomUUID(),
    receivedAt: tools.clock.now(),
    startedMs: tools.clock.monotonicMs(),
    method: request.method as string,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    headers: fields.headers,
    repeated: fields.repeated,
    scheme: (request.socket as TLSSocket).encrypted ? 'https' : 'http',
    absolute,
    tunnel,
    expectsContinue,
    host: undefined,
    service: undefined,
    protocol: 'awsJson1.1',
    signature: undefined,
    region: tools.config.region,
    call: undefined,
    payload: undefined,
    chunkSigning: undefined,
    body: undefined,
    form: undefined,
    stream: undefined,
    route: undefined,
    input: undefined,
    output: undefined,
    answer: undefined,
    fault: undefined,
    handedOver: false,
  }
}
