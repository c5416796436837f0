/**
 * A shorter way for calls like an earlier one: the same caller, endpoint and headers, and only the body, the time and the signature are others. What the chain found out
 * for the first of them (which service, which operation, may this principal) is true again, as long as nothing changed that it depends on. The signature is verified
 * each time. Whatever is not as expected goes the whole way, which knows the words for it. See ADR 0003.
 */
import { hash } from 'node:crypto'
import type { Route, ServiceId } from '#wire'
import type { Call } from '../operation.ts'
import { isTimely } from './authenticate.ts'
import { collectBody } from './body.ts'
import { canonicalRequest } from './canonical.ts'
import { faultOf } from './chain.ts'
import type { Exchange } from './exchange.ts'
import type { Host } from './hosts.ts'
import { record } from './record.ts'
import { respond } from './respond.ts'
import { settle } from './settle.ts'
import type { HeaderSignature } from './signature.ts'
import { type SigningKey, sameSignature, sign, stringToSign } from './sigv4.ts'
import type { OperationRequest, Tools } from './tools.ts'

/** What is known of a kind of call. */
export interface Known {
  readonly version: number
  readonly expiresAtMs: number
  readonly signature: Pick<HeaderSignature, 'scope' | 'signedHeaders'>
  readonly key: SigningKey
  readonly host: Host | undefined
  readonly service: ServiceId
  readonly region: string
  readonly route: Route
  readonly call: Call
  readonly again: (body: Uint8Array, id: string) => Promise<unknown>
}

export interface Repeats {
  /** What is known of calls like this one. */
  find(exchange: Exchange): Known | undefined
  /** Answers the request; false: nothing was answered, and the chain does it. */
  answer(exchange: Exchange, kind: Known): Promise<boolean>
  /** The chain has answered it: from now on its like are known. `version` is that of before. */
  learn(exchange: Exchange, version: number): void
}

/** These differ from call to call and have no say in what is asked; that they are there, and signed, has. */
const VARYING = new Set([
  'authorization',
  'content-length',
  'x-amz-date',
  'x-amz-content-sha256',
  'x-amzn-trace-id',
  'amz-sdk-invocation-id',
  'amz-sdk-request',
])
const MAX_KNOWN = 500
/** A description holds a session token of up to two KiB. */
const MAX_DESCRIPTION = 8 * 1024
/** Larger bodies gain nothing, and the model's own limit is for the wire to tell. */
const MAX_BODY_BYTES = 4 * 1024 * 1024
const SIGNATURE = /^[0-9a-f]{64}$/
const SIGNATURE_FIELD = 'Signature='

/** All of the request but what varies; undefined for requests that cannot be repeated ones. */
function descriptionOf(exchange: Exchange): string | undefined {
  const { method, path, query, headers, repeated, absolute, tunnel, expectsContinue, scheme, request } = exchange
  if (method !== 'POST' || !path.startsWith('/endpoints/')) return undefined
  if (query !== '' || repeated || absolute || tunnel || expectsContinue || headers['content-length'] === undefined) return undefined
  const { authorization } = headers
  const border = authorization?.lastIndexOf(SIGNATURE_FIELD) ?? -1
  if (authorization === undefined || border < 0) return undefined
  let description = `${scheme} ${request.socket.remoteAddress} ${path}\n${authorization.slice(0, border)}\n`
  for (const name in headers) description += VARYING.has(name) ? `${name}\n` : `${name}:${headers[name]}\n`
  return description.length > MAX_DESCRIPTION ? undefined : description
}

const signatureIn = ({ headers }: Exchange): string =>
  (headers.authorization as string).slice((headers.authorization as string).lastIndexOf(SIGNATURE_FIELD) + SIGNATURE_FIELD.length)

function isSigned(exchange: Exchange, { signature, key }: Known, body: Uint8Array): boolean {
  const time = exchange.headers['x-amz-date']
  if (time === undefined || !isTimely(time, signature.scope, exchange.receivedAt.getTime())) return false
  const canonical = canonicalRequest(exchange, signature.scope.service, signature.signedHeaders, hash('sha256', body, 'hex'))
  return canonical !== undefined && sameSignature(sign(key, stringToSign(time, signature.scope, canonical)), signatureIn(exchange))
}

export function createRepeats(tools: Tools): Repeats {
  const known = new Map<string, Known>()

  /** The body, when all is as expected; else undefined. A body that was read stays with the exchange. */
  const verified = async (exchange: Exchange, kind: Known): Promise<Uint8Array | undefined> => {
    exchange.body = await collectBody(exchange, tools, tools.bufferedBytes(kind.service))
    const { body } = exchange
    if (body.length === 0 || body.length > MAX_BODY_BYTES) return undefined
    // Looked at once the body is here, which may take its time.
    return kind.version === tools.dispatcher.version() && isSigned(exchange, kind, body) ? body : undefined
  }

  const finish = async (exchange: Exchange) => {
    record(exchange, tools)
    await settle(exchange, tools)
    respond(exchange, tools)
    return true
  }

  return {
    find(exchange) {
      const description = known.size === 0 ? undefined : descriptionOf(exchange)
      const kind = description === undefined ? undefined : known.get(description)
      if (kind === undefined || (kind.version === tools.dispatcher.version() && exchange.receivedAt.getTime() < kind.expiresAtMs)) return kind
      known.delete(description as string)
      return undefined
    },
    async answer(exchange, kind) {
      const { service, route, host, region, call } = kind
      try {
        const body = await verified(exchange, kind)
        if (!body) return false
        Object.assign(exchange, { host, service, protocol: route.protocol, region, call, route })
        exchange.output = await kind.again(body, exchange.id)
      } catch (error) {
        Object.assign(exchange, { service, protocol: route.protocol, route })
        exchange.fault = faultOf(exchange, error, tools)
      }
      return finish(exchange)
    },
    learn(exchange, version) {
      const { service, route, input, call, signature, region, host, fault } = exchange
      if (fault || !service || !route || !input || !call || signature?.kind !== 'header' || !SIGNATURE.test(signature.signature)) return
      const description = descriptionOf(exchange)
      if (description === undefined || version !== tools.dispatcher.version()) return
      const credential = tools.keyring.find(signature.accessKeyId, signature.token)
      if (typeof credential === 'string') return
      const request: OperationRequest = { service, operation: route.operation, input, call, region }
      const again = tools.dispatcher.again(request)
      if (!again) return
      const key = tools.signingKeys(credential.accessKeyId, credential.secretAccessKey, signature.scope)
      const expiresAtMs = credential.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY
      if (known.size >= MAX_KNOWN) known.delete(known.keys().next().value as string)
      known.set(description, { version, expiresAtMs, signature, key, host, service, region, route, call, again })
    },
  }
}
