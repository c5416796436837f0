/**
 * The way into a notebook: on its own host name, with its own cookie, to its Jupyter's Unix socket and nowhere else: nothing a client sends names
 * where to connect. Jupyter's token is added here and never seen outside.
 */
import type { Agent, IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { type Duplex, pipeline } from 'node:stream'
import type { Exchange } from './exchange.ts'
import { http } from './http.ts'
import { type NotebookSession, withoutOurCookie } from './notebook-session.ts'
import { page } from './page.ts'
import { endWith } from './raw-answer.ts'
import type { NotebookUpstream, Tools } from './tools.ts'

type At = { readonly name: string; readonly region: string }

/** Headers that are between two neighbours only (RFC 9110 §7.6.1), and those whose value is ours to set. */
const NOT_PASSED_ON = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'authorization',
  'cookie',
  'expect',
])

const noEntry = () =>
  page(
    403,
    'This notebook needs an invitation',
    'Open it with a fresh URL: the one that CreatePresignedNotebookInstanceUrl returns (aws sagemaker create-presigned-notebook-instance-url). Such a URL works for five minutes, and the visit ends when its session does.',
  )
const notRunning = (name: string) =>
  page(503, 'The notebook is not running', `The notebook instance ${name} is not in service. Start it, wait until its status is InService, and open it again.`)
const noAnswer = () =>
  page(
    502,
    'The notebook does not answer',
    'Its Jupyter server closed the connection. Try again in a moment; if that does not help, stop and start the notebook instance.',
  )

export interface NotebookProxy {
  serve(exchange: Exchange, at: At): void
  /** A websocket. `refuse` has looked at the request. */
  upgrade(exchange: Exchange, at: At, socket: Duplex, head: Buffer): void
  close(): void
}

export function createNotebookProxy(tools: Tools): NotebookProxy {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 256, maxFreeSockets: 16 })
  return {
    serve(exchange, at) {
      const entered = enter(exchange, at, tools)
      if ('answer' in entered) exchange.answer = entered.answer
      else {
        exchange.handedOver = true
        pass(exchange, entered.upstream, agent, tools)
      }
    },
    upgrade(exchange, at, socket, head) {
      const entered = enter(exchange, at, tools)
      if ('answer' in entered) endWith(socket, entered.answer.status, 'See what the page of this address says.')
      else passUpgrade(exchange, entered, socket, head, tools)
    },
    close: () => agent.destroy(),
  }
}

type Entered = { readonly answer: NonNullable<Exchange['answer']> } | { readonly upstream: NotebookUpstream; readonly session: NotebookSession }

function enter(exchange: Exchange, at: At, tools: Tools): Entered {
  const token = /(?:^|&)authToken=([A-Za-z0-9_-]+)/.exec(exchange.query)?.[1]
  if (token !== undefined && exchange.method === 'GET') {
    const cookie = tools.notebookSessions.accept(token, at, exchange.scheme === 'https')
    if (!cookie) return { answer: noEntry() }
    // The token leaves the address bar, and with it the history and the referrers.
    const rest = exchange.query.replace(/(^|&)authToken=[^&]*/, '').replace(/^&/, '')
    const location = `${safePath(exchange.path)}${rest ? `?${rest}` : ''}`
    return { answer: { status: 302, headers: { location, 'set-cookie': cookie, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }, body: '' } }
  }
  const session = tools.notebookSessions.find(exchange.headers.cookie, at)
  if (!session) return { answer: noEntry() }
  const upstream = tools.notebookUpstream(session.account, session.region, session.name)
  return upstream ? { upstream, session } : { answer: notRunning(session.name) }
}

/** `//host/…` would lead to another site. */
const safePath = (path: string): string => path.replace(/^[/\\]+/, '/')

/** Pairs of names and values as they came, without what must not pass. */
function passedHeaders(request: IncomingMessage, upstream: NotebookUpstream): string[] {
  const named = new Set(
    (request.headers.connection ?? '')
      .toLowerCase()
      .split(',')
      .map((name) => name.trim()),
  )
  const passed: string[] = []
  const raw = request.rawHeaders
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] as string).toLowerCase()
    if (!NOT_PASSED_ON.has(name) && !named.has(name)) passed.push(raw[at] as string, raw[at + 1] as string)
  }
  const cookies = request.headers.cookie === undefined ? undefined : withoutOurCookie(request.headers.cookie)
  if (cookies !== undefined) passed.push('Cookie', cookies)
  passed.push('Authorization', `token ${upstream.token}`)
  return passed
}

function pass(exchange: Exchange, upstream: NotebookUpstream, agent: Agent, tools: Tools): void {
  const { request, response } = exchange
  if (exchange.expectsContinue) response.writeContinue()
  const fields = passedHeaders(request, upstream)
  const headers: Record<string, string | string[]> = {}
  for (let at = 0; at < fields.length; at += 2) headers[fields[at] as string] = fields[at + 1] as string
  if (request.headers['transfer-encoding'] !== undefined) headers['Transfer-Encoding'] = 'chunked'
  const outward = http.request({ socketPath: upstream.socketPath, agent, method: request.method, path: request.url, headers, setHost: false })
  outward.on('response', (answer) => {
    const kept: Record<string, string | string[]> = {}
    for (const [name, value] of Object.entries(answer.headers))
      if (value !== undefined && (!NOT_PASSED_ON.has(name) || name === 'authorization')) kept[name] = value
    response.writeHead(answer.statusCode as number, kept)
    pipeline(answer, response, () => outward.destroy())
  })
  outward.on('error', (error) => {
    if (response.headersSent) response.destroy()
    else if (!response.destroyed) {
      tools.log(`${exchange.id} the notebook ${exchange.headers.host} does not answer: ${error.message}`)
      const { status, headers: fieldsOfPage, body } = noAnswer()
      response.writeHead(status, { ...fieldsOfPage, connection: 'close' }).end(body)
    }
  })
  response.on('close', () => outward.destroy())
  tools.watchBody(request)
  request.pipe(outward)
}

function passUpgrade(
  exchange: Exchange,
  { upstream, session }: { readonly upstream: NotebookUpstream; readonly session: NotebookSession },
  socket: Duplex,
  head: Buffer,
  tools: Tools,
): void {
  const { request } = exchange
  const outward = connect(upstream.socketPath)
  const fields = [...passedHeaders(request, upstream), 'Connection', 'Upgrade', 'Upgrade', 'websocket']
  let lines = `${request.method} ${request.url} HTTP/1.1\r\n`
  for (let at = 0; at < fields.length; at += 2) lines += `${fields[at]}: ${fields[at + 1]}\r\n`
  outward.write(`${lines}\r\n`, 'latin1')
  if (head.length > 0) outward.write(head)
  const end = () => {
    cancel()
    socket.destroy()
    outward.destroy()
  }
  // The visit ends with its session, also for who keeps a connection open.
  const cancel = tools.after(Math.min(session.expiresAt.getTime() - exchange.receivedAt.getTime(), 2 ** 31 - 1), end)
  for (const side of [socket, outward]) side.on('error', end).on('close', end)
  socket.pipe(outward).pipe(socket)
}
