/** Requests as bytes, signed over whatever they hold: what is wrong with them must be found behind the signature. */
import { canonicalRequest } from '../../../packages/server/src/gateway/canonical.ts'
import { deriveKey, sha256, sign, stringToSign } from '../../../packages/server/src/gateway/sigv4.ts'
import type { Credentials } from '../clients.ts'
import { REGION } from '../server.ts'

export interface Plain {
  readonly method: string
  /** Percent-encoded, without query; one character a byte, as are query and headers. */
  readonly path: string
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
}

/** Everything up to the empty line, and the body. */
export function requestBytes({ method, path, query = '', headers = {}, body = '' }: Plain): Buffer {
  const target = query === '' ? path : `${path}?${query}`
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)])
}

/** Adds Host, Content-Length, `Connection: close` and a signature for `service` (a signing name). */
export function signed(request: Plain, credentials: Credentials, service: string, host: string, at = new Date()): Plain {
  const time = `${at.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
  const body = Buffer.from(request.body ?? '')
  const scope = { date: time.slice(0, 8), region: REGION, service }
  const payload = sha256(body)
  const given = Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  for (const name of ['authorization', 'content-length', 'transfer-encoding', 'x-amz-content-sha256', 'host', 'expect', 'connection']) delete given[name]
  const headers: Record<string, string> = { ...given, host, 'x-amz-date': time, 'x-amz-content-sha256': payload }
  if (credentials.sessionToken !== undefined) headers['x-amz-security-token'] = credentials.sessionToken
  const names = Object.keys(headers).sort()
  const { method, path, query = '' } = request
  const canonical = canonicalRequest({ method, path, query, headers, repeated: undefined }, service, names, payload) as string
  const signature = sign(deriveKey(credentials.secretAccessKey, scope), stringToSign(time, scope, canonical))
  const authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope.date}/${REGION}/${service}/aws4_request, SignedHeaders=${names.join(';')}, Signature=${signature}`
  return { ...request, headers: { ...headers, authorization, connection: 'close', 'content-length': String(body.length) }, body }
}
