/** The way into a notebook, against a Jupyter stand-in on a Unix socket. */
import assert from 'node:assert/strict'
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import WebSocket, { WebSocketServer } from 'ws'
import { createSealer } from '../lib/seal.ts'
import { createNotebookSessions } from './notebook-session.ts'
import { startGateway, type TestGateway } from './testing.ts'

const scope = { account: '123456789012', region: 'us-east-1' }
const HOST = 'my-notebook.notebook.us-east-1.localhost'
let gateway: TestGateway
let jupyter: Server
const seen: { url: string | undefined; headers: IncomingMessage['headers']; body: string }[] = []
let nowMs = Date.UTC(2026, 0, 1)

const sessions = createNotebookSessions(
  (purpose) => createSealer(Buffer.alloc(32, 7), purpose),
  () => new Date(nowMs),
)

before(async () => {
  let socketPath = ''
  gateway = await startGateway(undefined, {
    clock: { now: () => new Date(nowMs), monotonicMs: () => 0 },
    notebookUpstream: (account, region, name) =>
      account === scope.account && region === scope.region && name === 'my-notebook' ? { socketPath, token: 'secret-of-jupyter' } : undefined,
  })
  socketPath = join(gateway.home, 'jupyter.sock')
  jupyter = createServer(async (request, response) => {
    seen.push({ url: request.url, headers: request.headers, body: await text(request) })
    response.writeHead(201, { 'set-cookie': ['_xsrf=1', 'b=2'], 'x-from': 'jupyter' }).end('{"ok":true}')
  })
  const websockets = new WebSocketServer({ server: jupyter, handleProtocols: () => 'v1.kernel' })
  websockets.on('connection', (socket, request) => {
    seen.push({ url: request.url, headers: request.headers, body: '' })
    socket.on('message', (data, binary) => socket.send(data, { binary }))
  })
  await new Promise<void>((resolve) => void jupyter.listen(socketPath, resolve))
})
after(async () => {
  await gateway.close()
  jupyter.closeAllConnections()
  await new Promise((resolve) => jupyter.close(resolve))
})

interface Answer {
  readonly status: number | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { port: gateway.port, host: '127.0.0.1', path, method, headers: { host: `${HOST}:${gateway.port}`, ...headers } },
      async (response) => resolve({ status: response.statusCode, headers: response.headers, body: await text(response) }),
    )
    request.on('error', reject)
    request.end(body)
  })
}

const pathOf = (url: string) => new URL(url).pathname + new URL(url).search

async function enter(sessionSeconds = 1800): Promise<string> {
  const answer = await ask(pathOf(sessions.url(scope, 'my-notebook', sessionSeconds, gateway.port)))
  return (answer.headers['set-cookie'] as string[])[0]?.split(';')[0] as string
}

test('a presigned URL becomes a cookie and leaves the address bar', async () => {
  const url = sessions.url(scope, 'My-Notebook', 1800, gateway.port)
  assert.equal(new URL(url).host, `${HOST}:${gateway.port}`)
  const answer = await ask(`${pathOf(url).replace('/?', '/lab?reset&')}`)
  assert.equal(answer.status, 302)
  assert.equal(answer.headers.location, '/lab?reset')
  assert.match((answer.headers['set-cookie'] as string[])[0] as string, /^kenja-notebook=[\w-]+; Path=\/; Max-Age=1800; HttpOnly; SameSite=Lax$/)
})

test('without a cookie, or with that of another notebook, nobody enters', async () => {
  assert.equal((await ask('/')).status, 403)
  assert.match((await ask('/')).body, /CreatePresignedNotebookInstanceUrl/)
  assert.equal((await ask('/?authToken=abc')).status, 403)
  const other = sessions.url(scope, 'other', 1800, gateway.port)
  assert.equal((await ask(pathOf(other))).status, 403)
  const cookie = await enter()
  assert.equal((await ask('/', { cookie, host: `other.notebook.us-east-1.localhost:${gateway.port}` })).status, 403)
  assert.equal((await ask('/', { cookie, host: `my-notebook.notebook.eu-west-1.localhost:${gateway.port}` })).status, 403)
  assert.equal(seen.length, 0)
})

test('requests reach Jupyter with its own token, and answers come back as they are', async () => {
  const cookie = await enter()
  const answer = await ask(
    '/api/contents/a%20b?x=1',
    { cookie: `_xsrf=1; ${cookie}; b=2`, authorization: 'token forged', connection: 'x-mine', 'x-mine': '1' },
    'PUT',
    'content',
  )
  assert.equal(answer.status, 201)
  assert.equal(answer.body, '{"ok":true}')
  assert.deepEqual(answer.headers['set-cookie'], ['_xsrf=1', 'b=2'])
  const { url, headers, body } = seen.at(-1) as (typeof seen)[number]
  assert.equal(url, '/api/contents/a%20b?x=1')
  assert.equal(body, 'content')
  assert.equal(headers.authorization, 'token secret-of-jupyter')
  assert.equal(headers.cookie, '_xsrf=1; b=2')
  assert.equal(headers.host, `${HOST}:${gateway.port}`)
  assert.equal(headers['x-mine'], undefined)
})

test('pages of other sites may not use the cookie', async () => {
  const cookie = await enter()
  assert.equal((await ask('/api', { cookie, origin: 'http://evil.example' })).status, 403)
  assert.equal((await ask('/api', { cookie, origin: `http://other.notebook.us-east-1.localhost:${gateway.port}` })).status, 403)
  assert.equal((await ask('/api', { cookie, origin: `http://${HOST}:${gateway.port}` })).status, 201)
})

function openSocket(headers: Record<string, string>): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${gateway.port}/api/kernels/1/channels?session_id=2`, ['v1.kernel'], {
    headers: { Host: `${HOST}:${gateway.port}`, ...headers },
  })
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket))
    socket.once('error', reject)
  })
}

test('websockets pass both ways, with protocol and origin', async () => {
  const cookie = await enter()
  const socket = await openSocket({ Cookie: cookie, Origin: `http://${HOST}:${gateway.port}` })
  assert.equal(socket.protocol, 'v1.kernel')
  const echoed = new Promise((resolve) => socket.once('message', (data) => resolve(String(data))))
  socket.send('hello '.repeat(50_000))
  assert.equal(await echoed, 'hello '.repeat(50_000))
  const { url, headers } = seen.at(-1) as (typeof seen)[number]
  assert.equal(url, '/api/kernels/1/channels?session_id=2')
  assert.equal(headers.authorization, 'token secret-of-jupyter')
  assert.equal(headers.origin, `http://${HOST}:${gateway.port}`)
  socket.terminate()
})

test('websockets need the cookie and an own origin too', async () => {
  const cookie = await enter()
  await assert.rejects(openSocket({}), /403/)
  await assert.rejects(openSocket({ Cookie: cookie, Origin: 'http://evil.example' }), /403/)
})

test('an invitation ends after five minutes, a session when it is over', async () => {
  const url = pathOf(sessions.url(scope, 'my-notebook', 1800, gateway.port))
  const cookie = await enter(1800)
  nowMs += 5 * 60_000
  assert.equal((await ask(url)).status, 403)
  assert.equal((await ask('/api', { cookie })).status, 201)
  nowMs += 25 * 60_000
  assert.equal((await ask('/api', { cookie })).status, 403)
})

test('a notebook that does not run says so', async () => {
  const answer = await ask(pathOf(sessions.url(scope, 'stopped', 1800, gateway.port)), { host: 'stopped.notebook.us-east-1.localhost' })
  const cookie = (answer.headers['set-cookie'] as string[])[0]?.split(';')[0] as string
  const page = await ask('/', { cookie, host: 'stopped.notebook.us-east-1.localhost' })
  assert.equal(page.status, 503)
  assert.match(page.body, /not in service/)
})
