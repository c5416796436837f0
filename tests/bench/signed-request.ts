/** Requests signed with Signature Version 4, as the bytes that go over the wire: made before a round, so that signing costs the load generator nothing meanwhile. */
import { createHash, createHmac } from 'node:crypto'

export interface Key {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export interface Target {
  /** host:port. */
  readonly host: string
  readonly region: string
  /** Signing name. */
  readonly service: string
}

export interface Plain {
  readonly method: string
  /** Path and nothing else; characters that need no escaping. */
  readonly path: string
  /** As the signature has it: sorted, escaped, each name with its `=`. */
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer | string
}

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest()

/** A server takes a signature for five minutes (S3: 15) around its time, and as often as it comes; AWS does so too. Each one is verified. */
export function signedRequest(
  key: Key,
  { host, region, service }: Target,
  { method, path, query = '', headers = {}, body = '' }: Plain,
  at = new Date(),
): Buffer {
  const time = `${at.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
  const payload = sha256(body)
  const signed: Record<string, string> = { ...headers, host, 'x-amz-date': time, 'x-amz-content-sha256': payload }
  const names = Object.keys(signed).sort()
  const canonical = [method, path, query, ...names.map((name) => `${name}:${signed[name]}`), '', names.join(';'), payload].join('\n')
  const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`
  const signingKey = scope.split('/').reduce<Buffer | string>((secret, part) => hmac(secret, part), `AWS4${key.secretAccessKey}`)
  const signature = hmac(signingKey, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')).toString('hex')
  const authorization = `AWS4-HMAC-SHA256 Credential=${key.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  return rawRequest(host, { method, path, query, headers: { ...headers, 'x-amz-date': time, 'x-amz-content-sha256': payload, authorization }, body })
}

export function rawRequest(host: string, { method, path, query = '', headers = {}, body = '' }: Plain): Buffer {
  const lines = Object.entries({ host, ...headers, 'content-length': String(Buffer.byteLength(body)) }).map(([name, value]) => `${name}: ${value}`)
  return Buffer.concat([Buffer.from(`${method} ${path}${query && `?${query}`} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body)])
}
