/** Addresses signed in the query, for any method and sub-resource of S3 (AWS: "Authenticating requests: using query parameters"). */
import { createHash, createHmac } from 'node:crypto'
import type { Credentials } from '../../support/clients.ts'
import { REGION, type TestServer } from '../../support/server.ts'

export interface Presigned {
  readonly method: string
  /** Characters that need no escaping. */
  readonly path: string
  /** `?name=value`, in the order of names. */
  readonly query?: string
  readonly at?: Date
  /** Seconds, as they stand in the address. */
  readonly expires?: string
  readonly credentials?: Credentials
  readonly service?: string
  readonly region?: string
}

const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest()
const escaped = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

export async function presigned(server: TestServer, asked: Presigned): Promise<string> {
  const { method, path, query = '', at = new Date(), expires = '300', credentials = server.credentials, service = 's3', region = REGION } = asked
  const host = `127.0.0.1:${server.port}`
  const time = `${at.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
  const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`
  const own = query
    .replace(/^\?/, '')
    .split('&')
    .filter(Boolean)
    .map((pair) => pair.split('=').map(decodeURIComponent) as [string, string])
  const pairs: [string, string][] = [
    ...own,
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${credentials.accessKeyId}/${scope}`],
    ['X-Amz-Date', time],
    ['X-Amz-Expires', expires],
    ['X-Amz-SignedHeaders', 'host'],
    ...(credentials.sessionToken === undefined ? [] : [['X-Amz-Security-Token', credentials.sessionToken] as [string, string]]),
  ]
  const canonicalQuery = pairs
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .sort()
    .join('&')
  const canonical = [method, path, canonicalQuery, `host:${host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n')
  const key = scope.split('/').reduce<Buffer | string>((secret, part) => hmac(secret, part), `AWS4${credentials.secretAccessKey}`)
  const hash = createHash('sha256').update(canonical).digest('hex')
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, hash].join('\n')).toString('hex')
  return `http://${host}${path}?${canonicalQuery}&X-Amz-Signature=${signature}`
}
