/** The proxy on the same port: AWS's host names and mirrored ones end here, others pass, private ones never. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { connect as netConnect, type Socket } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { type TLSSocket, connect as tlsConnect } from 'node:tls'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { createSealer } from '../lib/seal.ts'
import { caBundleFile } from './certificate-authority.ts'
import { addToMirror, listMirror, removeFromMirror } from './mirror.ts'
import { issueProxyToken, PROXY_PURPOSE } from './proxy-token.ts'
import { ACCESS_KEY, startGateway, type TestGateway } from './testing.ts'

let gateway: TestGateway
let ca = ''
let resolved: readonly string[] = []
const sealer = createSealer(Buffer.alloc(32, 7), PROXY_PURPOSE)
const token = issueProxyToken(sealer, { internet: true }, new Date())
const isolated = issueProxyToken(sealer, { internet: false }, new Date())
const basic = (secret: string) => `Basic ${Buffer.from(`kenja:${secret}`).toString('base64')}`

before(async () => {
  gateway = await startGateway(
    async ({ operation, input }) => {
      if (operation === 'PutObject') return { ETag: `"${(await text((input as { Body: Readable }).Body)).length}"` }
      return { Account: '123456789012' }
    },
    { resolve: async () => resolved, mirrored: { 'https://d1.example.com/bank/bank.csv?v=1': new URL('../../../../package.json', import.meta.url).pathname } },
  )
  ca = readFileSync(caBundleFile(gateway.home), 'utf8')
})
after(() => gateway.close())

interface Tunnelled {
  readonly status: number | undefined
  readonly text: string
  readonly socket: Socket
}

function connect(target: string, authorization: string = basic(token)): Promise<Tunnelled> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      port: gateway.port,
      host: '127.0.0.1',
      method: 'CONNECT',
      path: target,
      headers: { 'proxy-authorization': authorization },
    })
    request.on('connect', (response, socket, head) => resolve({ status: response.statusCode, text: head.toString(), socket }))
    request.on('error', reject)
    request.end()
  })
}

async function through(target: string, name: string, secret = token): Promise<TLSSocket> {
  const { socket, status } = await connect(target, basic(secret))
  assert.equal(status, 200)
  const clear = tlsConnect({ socket, servername: name, ca })
  await once(clear, 'secureConnect')
  return clear
}

async function get(clear: Socket, host: string, path: string, method = 'GET'): Promise<string> {
  clear.write(`${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
  return text(clear)
}

/** An https agent for the SDK that goes through the proxy, as HTTPS_PROXY would make it. */
class ProxyAgent extends HttpsAgent {
  override createConnection(...[options, done]: Parameters<HttpsAgent['createConnection']>): undefined {
    const { host, port, servername } = options as { host: string; port: number; servername?: string }
    void through(`${host}:${port}`, servername ?? host).then(
      (socket) => done?.(null, socket),
      (error: Error) => done?.(error, undefined as never),
    )
  }
}

test('without its token, nothing passes', async () => {
  assert.equal((await connect('sts.us-east-1.amazonaws.com:443', '')).status, 407)
  assert.equal((await connect('example.com:443', basic('forged'))).status, 407)
})

test("AWS's own host names over https are answered here, by the same chain", async () => {
  const handler = { requestHandler: { httpsAgent: new ProxyAgent() } }
  const sts = new STSClient({ region: 'eu-central-1', credentials: ACCESS_KEY, maxAttempts: 1, ...handler })
  assert.equal((await sts.send(new GetCallerIdentityCommand({}))).Account, '123456789012')
  assert.equal(gateway.requests.at(-1)?.region, 'eu-central-1')
  assert.equal(gateway.requests.at(-1)?.call.origin, 'https://sts.eu-central-1.amazonaws.com')
  const s3 = new S3Client({ region: 'us-east-1', credentials: ACCESS_KEY, maxAttempts: 1, ...handler })
  const { ETag } = await s3.send(
    new PutObjectCommand({ Bucket: 'my.bucket-1', Key: 'a/../b', Body: Readable.from([Buffer.alloc(70_000, 97)]), ContentLength: 70_000 }),
  )
  assert.equal(ETag, '"70000"')
  assert.equal(gateway.requests.at(-1)?.input.Bucket, 'my.bucket-1')
  assert.equal(gateway.requests.at(-1)?.input.Key, 'a/../b')
})

test('a signature for another service or region does not count on a host of AWS', async () => {
  const clear = await through('sts.us-east-1.amazonaws.com:443', 'sts.us-east-1.amazonaws.com')
  clear.write(
    'POST / HTTP/1.1\r\nHost: sts.us-east-1.amazonaws.com\r\nX-Amz-Date: 20260101T000000Z\r\nContent-Length: 0\r\nConnection: close\r\n' +
      'Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/iam/aws4_request, SignedHeaders=host;x-amz-date, Signature=00\r\n\r\n',
  )
  assert.match(await text(clear), /Credential should be scoped to correct service: &apos;sts&apos;|Credential should be scoped to correct service: 'sts'/)
})

test('TLS works straight on the port too', async () => {
  const clear = tlsConnect({ port: gateway.port, host: '127.0.0.1', servername: 'localhost', ca })
  await once(clear, 'secureConnect')
  assert.match(await get(clear, `localhost:${gateway.port}`, '/_kenja/health'), /^HTTP\/1\.1 200[\s\S]*"running"/)
  const foreign = tlsConnect({ port: gateway.port, host: '127.0.0.1', servername: 'evil.example', ca })
  await assert.rejects(once(foreign, 'secureConnect'))
})

test('the mirror answers for its addresses, over https and http alike', async () => {
  const file = join(gateway.home, 'source.csv')
  writeFileSync(file, 'a,b\n1,2\n')
  addToMirror(gateway.home, 'https://data.example.org/set.csv', file)
  const over = await get(await through('data.example.org:443', 'data.example.org', isolated), 'data.example.org', '/set.csv')
  assert.match(over, /200 OK[\s\S]*content-type: text\/csv[\s\S]*content-length: 8[\s\S]*\r\n\r\na,b\n1,2\n$/)
  assert.match(
    await get(await through('data.example.org:443', 'data.example.org'), 'data.example.org', '/set.csv', 'HEAD'),
    /content-length: 8\r\n[\s\S]*\r\n\r\n$/,
  )
  const carried = await get(await through('d1.example.com:443', 'd1.example.com'), 'd1.example.com', '/bank/bank.csv?v=1')
  assert.match(carried, /200 OK[\s\S]*"name": "kenja"/)
  assert.match(await plain('GET http://data.example.org/set.csv HTTP/1.1', 'data.example.org', basic(token)), /200 OK[\s\S]*a,b\n1,2\n/)
  assert.deepEqual(
    listMirror(gateway.home).map(({ address }) => address),
    ['https://data.example.org/set.csv'],
  )
  assert.equal(removeFromMirror(gateway.home, 'https://data.example.org/set.csv'), true)
  assert.equal(removeFromMirror(gateway.home, 'https://data.example.org/set.csv'), false)
  assert.throws(() => addToMirror(gateway.home, 'file:///etc/passwd', file), RangeError)
})

async function plain(requestLine: string, host: string, authorization?: string): Promise<string> {
  const socket = netConnect(gateway.port, '127.0.0.1')
  socket.write(`${requestLine}\r\nHost: ${host}\r\n${authorization ? `Proxy-Authorization: ${authorization}\r\n` : ''}Connection: close\r\n\r\n`)
  return text(socket)
}

test('plain http to other hosts is refused, and so is a host that the tunnel was not for', async () => {
  assert.match(await plain('GET http://example.com/ HTTP/1.1', 'example.com', basic(token)), /^HTTP\/1\.1 403/)
  assert.match(await plain('GET http://example.com/ HTTP/1.1', 'example.com'), /^HTTP\/1\.1 407/)
  assert.match(await plain('GET http://example.com/ HTTP/1.1', '127.0.0.1'), /^HTTP\/1\.1 400/)
  assert.match(await plain(`GET http://127.0.0.1:${gateway.port}/_kenja/health HTTP/1.1`, `127.0.0.1:${gateway.port}`), /^HTTP\/1\.1 200/)
  const clear = await through('sts.us-east-1.amazonaws.com:443', 'sts.us-east-1.amazonaws.com')
  assert.match(await get(clear, 'iam.amazonaws.com', '/'), /^HTTP\/1\.1 421/)
})

test('private addresses are never reached, whatever a name resolves to', async () => {
  for (const target of ['127.0.0.1:22', 'localhost:4566', '[::1]:80', '169.254.169.254:80', '10.0.0.1:443', '[::ffff:127.0.0.1]:80', '[fd00::1]:443']) {
    resolved = ['127.0.0.1']
    assert.equal((await connect(target)).status, 403, target)
  }
  resolved = ['93.184.216.34', '192.168.0.1']
  assert.equal((await connect('rebinding.example:443')).status, 403)
})

test('work in network isolation reaches nothing outside', async () => {
  resolved = ['93.184.216.34']
  const { status } = await connect('example.com:443', basic(isolated))
  assert.equal(status, 403)
})

test("the authority's key is readable by its owner only", () => {
  assert.equal(statSync(join(gateway.home, 'ca', 'ca.key')).mode & 0o777, 0o600)
})
