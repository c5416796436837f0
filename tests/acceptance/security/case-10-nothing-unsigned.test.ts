/**
 * Abuse case 10: every route of every listener without a signature. The routes come from the models of all services, so that a new one is walked by itself; the listeners are
 * the port in clear text and in TLS, the Unix socket of the sandboxes, the proxy's tunnel, and the hosts of the console and of notebooks.
 * What answers unsigned stands in `unsigned.ts`: health, sign-in and sign-out with their own secrets, a task's credentials by its token, the console's static files.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Agent, request as httpRequest, type RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { type TLSSocket, connect as tlsConnect } from 'node:tls'
import { gatewaySocketPath } from '../../../packages/server/src/compute/process/socket-directory.ts'
import { caBundleFile } from '../../../packages/server/src/gateway/certificate-authority.ts'
import { issueProxyToken, PROXY_PURPOSE } from '../../../packages/server/src/gateway/proxy-token.ts'
import { createSealer } from '../../../packages/server/src/lib/seal.ts'
import { services } from '../../../packages/wire/src/services.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())

interface Route {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: string
}

interface ModelFile {
  readonly metadata: { readonly protocol: string; readonly targetPrefix?: string; readonly apiVersion: string }
  readonly operations: Readonly<Record<string, { readonly http: { readonly method: string; readonly requestUri: string } }>>
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

function routesOf(service: string): Route[] {
  const { metadata, operations } = JSON.parse(readFileSync(new URL(`../../../packages/wire/models/${service}.json`, import.meta.url), 'utf8')) as ModelFile
  return Object.entries(operations).flatMap(([operation, { http }]): Route[] => {
    const name = `${service}:${operation}`
    const path = http.requestUri.replace(/\{[^}]+\}/g, 'x')
    const routes: Route[] = []
    if (metadata.targetPrefix !== undefined)
      routes.push({
        name,
        method: 'POST',
        path: '/',
        headers: { 'x-amz-target': `${metadata.targetPrefix}.${operation}`, 'content-type': 'application/x-amz-json-1.1' },
        body: '{}',
      })
    if (metadata.protocol === 'query' || metadata.protocol === 'ec2')
      routes.push({ name, method: 'POST', path: '/', headers: FORM, body: `Action=${operation}&Version=${metadata.apiVersion}` })
    if (metadata.protocol.startsWith('rest')) routes.push({ name, method: http.method, path, headers: {}, body: /P(OS|U)T/.test(http.method) ? '{}' : '' })
    return routes
  })
}

const routes = Object.keys(services).flatMap(routesOf)
/** S3's own, with keys that look like doors of ours. */
for (const method of ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'PATCH'])
  for (const path of [
    '/',
    '/bucket',
    '/bucket/',
    '/bucket/_kenja/health',
    '/%5fkenja/health',
    '//_kenja/health',
    '/_KENJA/health',
    '/_kenja',
    '/_kenja/',
    '/_kenja/x',
  ])
    routes.push({ name: `${method} ${path}`, method, path, headers: {}, body: '' })

type Send = (options: RequestOptions) => ReturnType<typeof httpRequest>

async function walk(send: Send, host: string, check: (route: Route, status: number, body: string) => void): Promise<void> {
  for (const route of routes) {
    const headers = { ...route.headers, host, 'content-length': String(route.body.length) }
    const { status, body } = await new Promise<{ status: number; body: string }>((resolve, reject) => {
      const request = send({ method: route.method, path: route.path, headers })
      request.on('response', (response) => text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject))
      request.on('error', reject)
      request.end(route.body)
    })
    check(route, status, body)
  }
}

const REFUSALS = /MissingAuthenticationToken|Missing Authentication Token|AccessDenied|Forbidden|NotFound|MethodNotAllowed|BadRequest/
function refused(route: Route, status: number, body: string): void {
  assert.ok(status >= 400 && status < 500, `${route.name} answered ${status}: ${body.slice(0, 200)}`)
  if (route.method !== 'HEAD') assert.match(body, REFUSALS, route.name)
}

const ca = readFileSync(caBundleFile(server.home), 'utf8')
const plain = `127.0.0.1:${server.port}`
const agent = new Agent({ keepAlive: true })
const tlsAgent = new HttpsAgent({ keepAlive: true, ca, servername: 'localhost' })
after(() => {
  agent.destroy()
  tlsAgent.destroy()
})
const overPort: Send = (options) => httpRequest({ host: '127.0.0.1', port: server.port, agent, ...options })

test('the walk knows every operation of every service', () => {
  assert.ok(Object.keys(services).length >= 14)
  assert.ok(routes.length > 1_000, String(routes.length))
})

test('the port, in clear text', () => walk(overPort, plain, refused))

test('the port, in TLS', () =>
  walk((options) => httpsRequest({ host: '127.0.0.1', port: server.port, agent: tlsAgent, ...options }), `localhost:${server.port}`, refused))

test("the sandboxes' Unix socket", () => walk((options) => httpRequest({ socketPath: gatewaySocketPath(server.home), agent, ...options }), plain, refused))

test('the proxy: a tunnel is a way to Kenja, not a right', async () => {
  const connected = (headers: Record<string, string>) =>
    new Promise<{ status: number; socket: Socket }>((resolve, reject) => {
      const request = httpRequest({ host: '127.0.0.1', port: server.port, method: 'CONNECT', path: 'sagemaker.us-east-1.amazonaws.com:443', headers })
      request.on('connect', (response, socket) => resolve({ status: response.statusCode ?? 0, socket }))
      request.on('error', reject)
      request.end()
    })
  for (const headers of [{}, { 'proxy-authorization': 'Basic a2VuamE6Zm9yZ2Vk' }, { 'proxy-authorization': 'Bearer x' }] as Record<string, string>[]) {
    const { status, socket } = await connected(headers)
    socket.destroy()
    assert.equal(status, 407)
  }
  const secret = readFileSync(join(server.home, 'secret'))
  const token = issueProxyToken(createSealer(secret, PROXY_PURPOSE), { internet: false }, new Date())
  const { status, socket } = await connected({ 'proxy-authorization': `Basic ${Buffer.from(`kenja:${token}`).toString('base64')}` })
  assert.equal(status, 200)
  socket.destroy()
  const tunnelled = new Agent({ keepAlive: true, maxSockets: 1 })
  // An answer may end its connection: the next request makes a tunnel of its own.
  const through = async () => {
    const { socket: tunnel } = await connected({ 'proxy-authorization': `Basic ${Buffer.from(`kenja:${token}`).toString('base64')}` })
    return tlsConnect({ socket: tunnel, servername: 'sagemaker.us-east-1.amazonaws.com', ca })
  }
  tunnelled.createConnection = ((_options: object, done: (error: Error | null, made?: TLSSocket) => void) => {
    through().then((made) => done(null, made), done)
    return undefined
  }) as never
  try {
    await walk((options) => httpRequest({ agent: tunnelled, ...options }), 'sagemaker.us-east-1.amazonaws.com', refused)
  } finally {
    tunnelled.destroy()
  }
})

test("a notebook's host: nothing without its cookie", () =>
  walk(overPort, `my-notebook.notebook.us-east-1.localhost:${server.port}`, ({ name }, status) => assert.equal(status, 403, name)))

test("a bucket's host: every path is a key of it", () => walk(overPort, `bucket.s3.localhost:${server.port}`, refused))

test("the console's host: its own pages and nothing else", () =>
  walk(overPort, `console.localhost:${server.port}`, (route, status, body) => {
    const isPage = (route.method === 'GET' || route.method === 'HEAD') && !route.path.startsWith('/_kenja/')
    if (!isPage) refused(route, status, body)
    // Not built here: a page that says so, for every path alike.
    else if (route.method === 'GET') assert.match(body, /<!doctype html>/i, route.name)
  }))

test('the doors that stand open: each wants a secret of its own, but health, which says nothing', async () => {
  const at = async (method: string, path: string, body = '') => {
    const answer = await fetch(server.url + path, { method, headers: { 'content-type': 'application/json' }, ...(body && { body }) })
    return `${answer.status} ${(await answer.text()).slice(0, 60)}`
  }
  assert.equal(await at('GET', '/_kenja/health'), '200 {"status":"running"}')
  assert.match(await at('POST', '/_kenja/sign-in', '{"AccessKeyId":"AKIAX","SecretAccessKey":"x"}'), /^403 /)
  assert.match(await at('POST', '/_kenja/sign-in', '{"kind":"root","password":"x"}'), /^403 /)
  assert.match(await at('POST', '/_kenja/sign-out', '{"AccessKeyId":"ASIAX","SecretAccessKey":"x","SessionToken":"x"}'), /^403 /)
  assert.match(await at('GET', '/_kenja/credentials'), /^403 /)
})
