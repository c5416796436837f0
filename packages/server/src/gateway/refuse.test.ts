/** Raw bytes on the socket: what must never be understood in two ways, what comes too slowly, and what nobody may see unsigned. */
import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { startGateway, type TestGateway } from './testing.ts'

let gateway: TestGateway
let port = 0
before(async () => {
  gateway = await startGateway(undefined, { limits: { bodyWindowMs: 100, headersTimeoutMs: 300, targetBytes: 2000 } }, { KENJA_HOSTS: 'kenja.example' })
  port = gateway.port
})
after(() => gateway.close())

function send(bytes: string): { readonly socket: Socket; readonly answer: Promise<string> } {
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes, 'latin1')
  return { socket, answer: text(socket) }
}

const head = 'Host: localhost\r\nConnection: close\r\n'
const post = (headers: string, body = '') => `POST / HTTP/1.1\r\n${head}${headers}\r\n${body}`

const refused: readonly [why: string, bytes: string, status: number][] = [
  ['two Host headers', `GET /_kenja/health HTTP/1.1\r\n${head}Host: localhost\r\n\r\n`, 400],
  ['no Host header', 'GET /_kenja/health HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['a foreign Host', 'GET /_kenja/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', 403],
  ['a Host with a user', 'GET /_kenja/health HTTP/1.1\r\nHost: localhost@evil.example\r\nConnection: close\r\n\r\n', 403],
  ['an address of another host as target', `GET http://evil.example/ HTTP/1.1\r\n${head}\r\n`, 400],
  ['no path as target', `OPTIONS * HTTP/1.1\r\n${head}\r\n`, 400],
  ['Content-Length and Transfer-Encoding', post('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'), 400],
  ['two Content-Lengths', post('Content-Length: 5\r\nContent-Length: 6\r\n', 'hello!'), 400],
  ['a list of Content-Lengths', post('Content-Length: 5, 5\r\n', 'hello'), 400],
  ['another Transfer-Encoding', post('Transfer-Encoding: gzip, chunked\r\n', '0\r\n\r\n'), 400],
  ['two Transfer-Encodings', post('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'), 400],
  ['an obsolete line folding', post('X-A: 1\r\n  2\r\n'), 400],
  ['a space before the colon', post('Content-Length : 5\r\n', 'hello'), 400],
  ['a line feed alone', 'GET /_kenja/health HTTP/1.1\nHost: localhost\n\n', 400],
  ['a NUL in a header', post('X-A: a\0b\r\n'), 400],
  ['two Authorization headers', post('Authorization: a\r\nAuthorization: b\r\n'), 400],
  ['a page of another site', `POST /_kenja/sign-in HTTP/1.1\r\n${head}Origin: http://evil.example\r\nContent-Length: 0\r\n\r\n`, 403],
  ['a page without an origin', `POST /_kenja/sign-in HTTP/1.1\r\n${head}Origin: null\r\nContent-Length: 0\r\n\r\n`, 403],
  ['an origin that begins like ours', `POST /_kenja/sign-in HTTP/1.1\r\n${head}Origin: http://localhost.evil.example\r\nContent-Length: 0\r\n\r\n`, 403],
  ['a long target', `GET /${'a'.repeat(2500)} HTTP/1.1\r\n${head}\r\n`, 414],
  ['long headers', post(`X-A: ${'a'.repeat(40_000)}\r\n`), 431],
  ['too many headers, a second Host behind them', post(`${'X-A: 1\r\n'.repeat(250)}Host: evil.example\r\n`), 431],
  ['an expectation that nobody knows', post('Expect: miracles\r\nContent-Length: 0\r\n'), 417],
]
for (const [why, bytes, status] of refused) {
  test(`refused: ${why}`, async () => {
    const answer = await send(bytes).answer
    assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `))
    assert.deepEqual(gateway.requests, [])
  })
}

const unsigned: readonly [method: string, path: string, headers: string, status: number, body: RegExp][] = [
  ['GET', '/_kenja/health', '', 200, /"running"/],
  ['GET', '/_kenja/credentials', '', 403, /AccessDenied/],
  ['GET', '/_kenja/else', '', 404, /NotFound/],
  ['GET', '/', '', 403, /<Code>AccessDenied<\/Code>/],
  ['GET', '/bucket/key', '', 403, /<Code>AccessDenied<\/Code>/],
  ['PUT', '/bucket/key', 'Content-Length: 0\r\n', 403, /<Code>AccessDenied<\/Code>/],
  ['POST', '/', 'X-Amz-Target: SageMaker.ListModels\r\nContent-Length: 2\r\n', 400, /MissingAuthenticationTokenException/],
  ['POST', '/', 'X-Amz-Target: Logs_20140328.PutLogEvents\r\nContent-Length: 2\r\n', 400, /MissingAuthenticationTokenException/],
  ['POST', '/endpoints/e/invocations', 'Content-Length: 2\r\n', 403, /Missing Authentication Token/],
  ['POST', '/', 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 2\r\n', 403, /<Code>MissingAuthenticationToken<\/Code>/],
  ['GET', '/', 'Authorization: AWS AKID:signature\r\n', 400, /Please use AWS4-HMAC-SHA256/],
  ['GET', '/', 'Authorization: Bearer abc\r\n', 400, /<Code>InvalidRequest<\/Code>/],
  ['GET', '/', 'Authorization: AWS4-HMAC-SHA256 Credential=a/b\r\n', 400, /<Code>AuthorizationHeaderMalformed<\/Code>/],
  [
    'POST',
    '/',
    'Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00\r\nContent-Length: 0\r\n',
    501,
    /does not have the service \\"dynamodb\\"/,
  ],
]
for (const [method, path, headers, status, body] of unsigned) {
  test(`unsigned: ${method} ${path} ${headers.split('\r\n')[0]?.slice(0, 50)}`, async () => {
    const answer = await send(`${method} ${path} HTTP/1.1\r\n${head}${headers}\r\n${/Content-Length: 2/.test(headers) ? '{}' : ''}`).answer
    assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `))
    assert.match(answer, body)
    assert.deepEqual(gateway.requests, [])
  })
}

test('configured hosts are answered', async () => {
  assert.match(await send('GET /_kenja/health HTTP/1.1\r\nHost: kenja.example:80\r\nConnection: close\r\n\r\n').answer, /^HTTP\/1\.1 200/)
})

test('HEAD has the headers of GET and no body', async () => {
  const answer = await send(`HEAD /bucket/key HTTP/1.1\r\n${head}\r\n`).answer
  assert.match(answer, /^HTTP\/1\.1 403 [\s\S]*x-amz-request-id: [0-9A-F]{16}\r\nx-amz-id-2: \S+[\s\S]*\r\n\r\n$/i)
  assert.doesNotMatch(answer, /^server:/im)
})

test('who asks before sending a body is told no before it does', async () => {
  const answer = await send(`PUT /bucket/key HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 1000000\r\n\r\n`).answer
  assert.match(answer, /^HTTP\/1\.1 403 /)
  assert.match(answer, /connection: close/i)
})

test('a body that never comes, and headers that never end, end the connection', async () => {
  const signIn = 'POST /_kenja/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{'
  assert.equal(await send(signIn).answer, '')
  assert.equal(await send('').answer, '')
})

test('the Unix socket of the sandboxes is answered by the same chain', async () => {
  const socket = connect(`${gateway.home}/run/gateway.sock`)
  socket.write(`GET /_kenja/health HTTP/1.1\r\n${head}\r\n`)
  assert.match(await text(socket), /"running"/)
})

test('a connection serves many requests', async () => {
  const one = 'GET /_kenja/health HTTP/1.1\r\nHost: localhost\r\n\r\n'
  const answer = await send(`${one}${one}GET /_kenja/health HTTP/1.1\r\n${head}\r\n`).answer
  assert.equal(answer.match(/HTTP\/1\.1 200/g)?.length, 3)
})

test('a client may close its half before the answer', async () => {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  socket.end('GET /_kenja/health HTTP/1.1\r\nHost: localhost\r\n\r\n')
  assert.match(await text(socket), /"running"/)
})
