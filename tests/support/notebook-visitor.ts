/** A browser's way into a real notebook instance: presigned URL, cookie, Jupyter's API, a kernel's websocket. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { CreatePresignedNotebookInstanceUrlCommand } from '@aws-sdk/client-sagemaker'
import WebSocket from 'ws'
import type { TestServer } from './server.ts'

const root = resolve(import.meta.dirname, '../..')

/** The environment is made with this user's own settings, before a server that knows none of them starts. */
export function prepareEnvironment(cache: string): void {
  const env = { ...process.env, KENJA_IMAGE_CACHE: join(cache, 'notebook') }
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'images/notebook/prepare.ts')], { env, encoding: 'utf8' })
  assert.equal(status, 0, stderr)
}

/** A visitor who sends the notebook's name and connects to the server's address, as our own CLI does. */
export class Visitor {
  readonly #port: number
  readonly #host: string
  #cookie = ''

  constructor(port: number, host: string) {
    this.#port = port
    this.#host = host
  }

  async enter(url: URL): Promise<void> {
    const { status, cookie } = await this.#send('GET', url.pathname + url.search)
    assert.equal(status, 302)
    this.#cookie = cookie
  }

  async json<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await this.#send(method, path, body)
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.body}`)
    return JSON.parse(answer.body) as T
  }

  socket(path: string): WebSocket {
    return new WebSocket(`ws://127.0.0.1:${this.#port}${path}`, { headers: { Host: this.#host, Cookie: this.#cookie, Origin: `http://${this.#host}` } })
  }

  #send(method: string, path: string, body?: object): Promise<{ status: number; body: string; cookie: string }> {
    const headers = {
      host: this.#host,
      origin: `http://${this.#host}`,
      ...(this.#cookie ? { cookie: this.#cookie } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    }
    return new Promise((resolve, reject) => {
      const request = httpRequest({ host: '127.0.0.1', port: this.#port, method, path, headers }, async (response) =>
        resolve({ status: response.statusCode ?? 0, body: await text(response), cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? '' }),
      )
      request.on('error', reject)
      request.end(body && JSON.stringify(body))
    })
  }
}

/** Runs code in the kernel behind the socket; answers with what it printed. */
export function execute(socket: WebSocket, code: string): Promise<string> {
  const id = randomUUID()
  return new Promise((resolve, reject) => {
    let printed = ''
    socket.on('error', reject)
    socket.on('message', (data) => {
      const { msg_type: type, parent_header: parent, content } = JSON.parse(String(data))
      if (parent.msg_id !== id) return
      if (type === 'stream' && content.name === 'stdout') printed += content.text
      if (type === 'execute_reply') {
        if (content.status === 'ok') resolve(printed)
        else reject(new Error(`${content.ename}: ${content.evalue}`))
      }
    })
    const header = { msg_id: id, msg_type: 'execute_request', username: '', session: randomUUID(), date: '', version: '5.3' }
    const content = { code, silent: false, store_history: false, user_expressions: {}, allow_stdin: false, stop_on_error: true }
    socket.send(JSON.stringify({ channel: 'shell', header, parent_header: {}, metadata: {}, content, buffers: [] }))
  })
}

/** Enters through a fresh presigned URL. */
export async function visit(server: TestServer, name: string): Promise<Visitor> {
  const { AuthorizedUrl = '' } = await server.clients.sagemaker.send(new CreatePresignedNotebookInstanceUrlCommand({ NotebookInstanceName: name }))
  const url = new URL(AuthorizedUrl)
  const visitor = new Visitor(server.port, url.host)
  await visitor.enter(url)
  return visitor
}

/** A websocket to a kernel. */
export async function connect(visitor: Visitor, kernelId: string): Promise<WebSocket> {
  const socket = visitor.socket(`/api/kernels/${kernelId}/channels`)
  await new Promise((open, fail) => socket.once('open', open).once('error', fail))
  return socket
}

/** Starts a kernel for a notebook of this name; answers its id and a socket to it. */
export async function startKernel(visitor: Visitor, path: string): Promise<{ readonly id: string; readonly socket: WebSocket }> {
  const wanted = { path, name: path, type: 'notebook', kernel: { name: 'conda_python3' } }
  const { kernel } = await visitor.json<{ kernel: { id: string } }>('POST', '/api/sessions', wanted)
  return { id: kernel.id, socket: await connect(visitor, kernel.id) }
}
