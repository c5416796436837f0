/** Presigned URLs of Signature Version 2, made as boto3 makes them; the first is the example of AWS's own documentation. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import type { Exchange } from './exchange.ts'
import { verifyOldQuery } from './sigv2.ts'
import { ACCESS_KEY, SESSION_KEY, startGateway, type TestGateway } from './testing.ts'

const NOW = Date.UTC(2026, 2, 1, 12, 0, 0)
const SOON = NOW / 1000 + 60
let gateway: TestGateway
before(async () => {
  gateway = await startGateway(undefined, { clock: { now: () => new Date(NOW), monotonicMs: () => 0 } })
})
after(() => gateway.close())

test('the example of "Signing and authenticating REST requests"', () => {
  const exchange = { method: 'GET', path: '/photos/puppy.jpg', query: '', headers: {}, host: { kind: 'bucket', bucket: 'johnsmith' } } as unknown as Exchange
  const signature = { kind: 'old-query', expires: '1175139620', signature: 'NpgCjnDzrM+WFzoENXmpNDUsSn8=' } as Parameters<typeof verifyOldQuery>[1]
  assert.equal(verifyOldQuery(exchange, signature, ACCESS_KEY.secretAccessKey), true)
  assert.equal(verifyOldQuery({ ...exchange, path: '/photos/kitten.jpg' } as Exchange, signature, ACCESS_KEY.secretAccessKey), false)
})

interface Asked {
  readonly method?: string
  readonly path?: string
  /** What is signed with the path, as it stands in the URL. */
  readonly query?: string
  readonly expires?: number
  readonly key?: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string }
}

function presigned({ method = 'GET', path = '/bucket/key', query = '', expires = SOON, key = ACCESS_KEY }: Asked): string {
  const token = key.sessionToken
  const signedText = `${method}\n\n\n${expires}\n${token ? `x-amz-security-token:${token}\n` : ''}${path}${query && `?${query}`}`
  const signature = createHmac('sha1', key.secretAccessKey).update(signedText).digest('base64')
  const fields = { AWSAccessKeyId: key.accessKeyId, Signature: signature, Expires: String(expires), ...(token && { 'x-amz-security-token': token }) }
  const words = Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${path}?${query && `${query}&`}${words.join('&')}`
}

function send(method: string, path: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: gateway.port, method, path, headers: { host: `127.0.0.1:${gateway.port}` } }, async (response) =>
      resolve({ status: response.statusCode, body: await text(response) }),
    )
      .on('error', reject)
      .end()
  })
}

const unknown = { ...ACCESS_KEY, accessKeyId: 'AKIAIOSFODNN7UNKNOWN' }
const cases: readonly [why: string, method: string, url: () => string, status: number, body: RegExp][] = [
  ['a long-term key', 'GET', () => presigned({}), 200, /^/],
  ['a temporary key with its session token', 'GET', () => presigned({ key: SESSION_KEY }), 200, /^/],
  ['sub-resources and answered headers are signed', 'GET', () => presigned({ query: 'response-content-type=text/x&versionId=null' }), 200, /^/],
  ['a time that is over', 'GET', () => presigned({ expires: NOW / 1000 - 1 }), 403, /<Code>AccessDenied<.*Request has expired/],
  ['a key that nobody has', 'GET', () => presigned({ key: unknown }), 403, /<Code>InvalidAccessKeyId</],
  ['another method', 'DELETE', () => presigned({}), 403, /<Code>SignatureDoesNotMatch</],
  ['another object', 'GET', () => presigned({}).replace('/key?', '/other?'), 403, /<Code>SignatureDoesNotMatch</],
  ['a later end', 'GET', () => presigned({}).replace(`Expires=${SOON}`, `Expires=${SOON + 1}`), 403, /<Code>SignatureDoesNotMatch</],
  ['an answered header added', 'GET', () => `${presigned({})}&response-content-type=text/html`, 403, /<Code>SignatureDoesNotMatch</],
]
for (const [why, method, url, status, body] of cases) {
  test(`presigned by version 2: ${why}`, async () => {
    const before = gateway.requests.length
    const answer = await send(method, url())
    assert.equal(answer.status, status, answer.body)
    assert.match(answer.body, body)
    assert.equal(gateway.requests.length - before, status === 200 ? 1 : 0)
  })
}
