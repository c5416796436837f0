/** Times, scopes and signed headers, with a clock of the test's own and requests signed by the AWS SDK's signer. */
import assert from 'node:assert/strict'
import { type BinaryLike, createHash, createHmac } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { SignatureV4 } from '@smithy/signature-v4'
import type { HttpRequest } from '@smithy/types'
import { ACCESS_KEY, SESSION_KEY, startGateway, type TestGateway } from './testing.ts'

const NOW = Date.UTC(2026, 2, 1, 12, 0, 0)
let gateway: TestGateway
before(async () => {
  gateway = await startGateway(undefined, { clock: { now: () => new Date(NOW), monotonicMs: () => 0 } })
})
after(() => gateway.close())

/** The signer's hash, by Node's own. */
class Sha256 {
  readonly #hash
  constructor(secret?: BinaryLike) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret)
  }
  update(data: BinaryLike): void {
    this.#hash.update(data)
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
  reset(): void {}
}

interface Asked {
  readonly service?: string
  readonly method?: string
  readonly path?: string
  readonly query?: Record<string, string>
  readonly headers?: Record<string, string>
  readonly body?: string
  readonly offMs?: number
  readonly credentials?: typeof ACCESS_KEY
}

const signerFor = ({ service = 's3', credentials = ACCESS_KEY }: Asked) =>
  new SignatureV4({ service, region: 'us-east-1', credentials, sha256: Sha256 as never, uriEscapePath: service !== 's3', applyChecksum: true })

const unsigned = ({ method = 'GET', path = '/', query = {}, headers = {}, body }: Asked): HttpRequest => ({
  method,
  protocol: 'http:',
  hostname: '127.0.0.1',
  port: gateway.port,
  path,
  query,
  headers: { host: `127.0.0.1:${gateway.port}`, ...headers },
  ...(body !== undefined && { body }),
})

const signed = (asked: Asked): Promise<HttpRequest> =>
  signerFor(asked).sign(unsigned(asked), { signingDate: new Date(NOW + (asked.offMs ?? 0)) }) as Promise<HttpRequest>

function send({ method, path, query, headers, body }: HttpRequest): Promise<{ status: number | undefined; body: string }> {
  const search = Object.entries(query ?? {})
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&')
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: gateway.port, method, path: search ? `${path}?${search}` : path, headers }, async (response) =>
      resolve({ status: response.statusCode, body: await text(response) }),
    )
    request.on('error', reject)
    request.end(body)
  })
}

const MINUTE = 60_000
const form = {
  service: 'sts',
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'Action=GetCallerIdentity&Version=2011-06-15',
}
const json = {
  service: 'logs',
  method: 'POST',
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'Logs_20140328.DescribeLogGroups' },
  body: '{}',
}

const times: readonly [why: string, asked: Asked, status: number, body: RegExp][] = [
  ['S3 allows 15 minutes behind', { offMs: -14 * MINUTE }, 200, /ListAllMyBucketsResult/],
  ['and 15 minutes ahead', { offMs: 14 * MINUTE }, 200, /ListAllMyBucketsResult/],
  ['not 16 behind', { offMs: -16 * MINUTE }, 403, /<Code>RequestTimeTooSkewed<\/Code>.*<MaxAllowedSkewMilliseconds>900000</],
  ['nor 16 ahead', { offMs: 16 * MINUTE }, 403, /RequestTimeTooSkewed/],
  ['others allow 5 minutes', { ...form, offMs: -4 * MINUTE }, 200, /GetCallerIdentityResponse/],
  [
    'not 6 behind',
    { ...form, offMs: -6 * MINUTE },
    403,
    /<Code>SignatureDoesNotMatch<\/Code><Message>Signature expired: 20260301T115400Z is now earlier than 20260301T115500Z/,
  ],
  ['nor 6 ahead', { ...json, offMs: 6 * MINUTE }, 400, /"InvalidSignatureException".*Signature not yet current: 20260301T120600Z/],
]
for (const [why, asked, status, body] of times) {
  test(`clock: ${why}`, async () => {
    const answer = await send(await signed(asked))
    assert.equal(answer.status, status)
    assert.match(answer.body, body)
  })
}

type Change = (request: HttpRequest) => HttpRequest
const withHeaders =
  (changes: Record<string, string>): Change =>
  (request) => ({ ...request, headers: { ...request.headers, ...changes } })
const authorization =
  (from: string | RegExp, to: string): Change =>
  (request) =>
    withHeaders({ authorization: (request.headers.authorization as string).replace(from, to) })(request)

const tampered: readonly [why: string, asked: Asked, change: Change, body: RegExp][] = [
  ['another method', {}, (request) => ({ ...request, method: 'DELETE' }), /SignatureDoesNotMatch/],
  ['another path', { path: '/bucket/a' }, (request) => ({ ...request, path: '/bucket/b' }), /SignatureDoesNotMatch/],
  ['another query', { query: { prefix: 'a' } }, (request) => ({ ...request, query: { prefix: 'b' } }), /SignatureDoesNotMatch/],
  ['another body', json, (request) => ({ ...request, body: '[]' }), /InvalidSignatureException/],
  ['another target', json, withHeaders({ 'x-amz-target': 'Logs_20140328.DeleteLogGroup' }), /InvalidSignatureException/],
  ['another host', {}, withHeaders({ host: 'localhost' }), /SignatureDoesNotMatch/],
  ['a header of AWS that is not signed', {}, withHeaders({ 'x-amz-acl': 'public-read' }), /HeadersNotSigned>x-amz-acl</],
  ['the same for the others', json, withHeaders({ 'x-amz-meta': '1' }), /must be a 'SignedHeader'/],
  ['another region', {}, authorization('us-east-1', 'us-east-2'), /SignatureDoesNotMatch/],
  ['another service', json, authorization('/logs/', '/ecr/'), /InvalidSignatureException/],
  ['another day', {}, authorization('20260301', '20260302'), /AuthorizationHeaderMalformed/],
  ['another day, for the others', json, authorization('20260301', '20260302'), /Date in Credential scope does not match/],
  ['a host that is not signed', {}, authorization('SignedHeaders=host;', 'SignedHeaders='), /SignatureDoesNotMatch/],
  ['a shorter signature', {}, authorization(/Signature=.*/, 'Signature=ab'), /SignatureDoesNotMatch/],
  [
    'no token for a temporary key',
    { credentials: SESSION_KEY },
    (request) => ({ ...request, headers: { ...request.headers, 'x-amz-security-token': 'x' } }),
    /InvalidToken/,
  ],
  ['a payload hash that is none', {}, withHeaders({ 'x-amz-content-sha256': 'abc' }), /InvalidArgument/],
  ['elliptic signatures', {}, withHeaders({ 'x-amz-content-sha256': 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD' }), /NotImplemented/],
]
for (const [why, asked, change, body] of tampered) {
  test(`changed after signing: ${why}`, async () => {
    const count = gateway.requests.length
    const answer = await send(change(await signed(asked)))
    assert.match(answer.body, body)
    assert.equal(gateway.requests.length, count)
  })
}

test('S3: a body that is not the one whose hash was signed', async () => {
  const request = await signed({ method: 'POST', path: '/bucket', query: { delete: '' }, body: '<Delete/>' })
  assert.match((await send({ ...request, body: '<delete/>' })).body, /<Code>XAmzContentSHA256Mismatch<\/Code>/)
})

test('presigned for another service: GetCallerIdentity, as cluster tokens use it', async () => {
  const asked = { service: 'sts', query: { Action: 'GetCallerIdentity', Version: '2011-06-15' } }
  const request = (await signerFor(asked).presign(unsigned(asked), { signingDate: new Date(NOW), expiresIn: 60 })) as HttpRequest
  const answer = await send(request)
  assert.doesNotMatch(answer.body, /Signature|Token/)
})

const presigned: readonly [why: string, offMs: number, expiresIn: number, body: RegExp][] = [
  ['in the future', 16 * MINUTE, 60, /Request is not valid yet/],
  ['just over', -61_000, 60, /<Message>Request has expired<\/Message>.*<Expires>2026-03-01T11:59:59.000Z</],
]
for (const [why, offMs, expiresIn, body] of presigned) {
  test(`presigned: ${why}`, async () => {
    const asked = { path: '/bucket/key' }
    assert.match((await send((await signerFor(asked).presign(unsigned(asked), { signingDate: new Date(NOW + offMs), expiresIn })) as HttpRequest)).body, body)
  })
}
