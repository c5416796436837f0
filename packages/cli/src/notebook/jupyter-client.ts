/** Talks to a notebook instance's Jupyter as a browser does: through the presigned URL, its cookie and the notebook's own host name. */
import { randomUUID } from 'node:crypto'
import http from 'node:http'
import WebSocket from 'ws'
import { PlainError } from '../usage.ts'
import { Kernel } from './kernel.ts'

/** An answer larger than this is no answer of ours. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024

interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

export class JupyterClient {
  readonly #address: { readonly host: string; readonly port: number }
  readonly #hostHeader: string
  #cookie = ''

  private constructor(address: { host: string; port: number }, hostHeader: string) {
    this.#address = address
    this.#hostHeader = hostHeader
  }

  /**
   * @param authorizedUrl from CreatePresignedNotebookInstanceUrl
   * @param address where Kenja listens: names under `localhost` are not resolved by every machine, so we connect to the address and send the name
   */
  static async open(authorizedUrl: string, address: { host: string; port: number }): Promise<JupyterClient> {
    const url = new URL(authorizedUrl)
    const client = new JupyterClient(address, url.host)
    const answer = await client.#request('GET', url.pathname + url.search)
    const cookies = (answer.headers['set-cookie'] ?? []).map((line) => line.slice(0, line.indexOf(';')))
    if (cookies.length === 0) throw new PlainError(`the notebook's URL was not accepted (HTTP ${answer.status}).`)
    client.#cookie = cookies.join('; ')
    return client
  }

  async putNotebook(path: string, content: unknown): Promise<void> {
    await this.#json('PUT', `/api/contents/${encodeURIComponent(path)}`, { type: 'notebook', format: 'json', content })
  }

  /** @param bytes of any kind; travels as base64, which Jupyter's contents API takes */
  async putFile(path: string, bytes: Uint8Array): Promise<void> {
    await this.#json('PUT', `/api/contents/${encodeURIComponent(path)}`, { type: 'file', format: 'base64', content: Buffer.from(bytes).toString('base64') })
  }

  /** Starts a kernel for the notebook (it shows in Jupyter as its own) and connects to it. */
  async startKernel(notebookPath: string, kernelName: string): Promise<Kernel> {
    const session = await this.#json<{ id: string; kernel: { id: string } }>('POST', '/api/sessions', {
      path: notebookPath,
      name: notebookPath,
      type: 'notebook',
      kernel: { name: kernelName },
    })
    const sessionId = randomUUID()
    const socket = new WebSocket(`ws://${this.#address.host}:${this.#address.port}/api/kernels/${session.kernel.id}/channels?session_id=${sessionId}`, {
      headers: { Host: this.#hostHeader, Cookie: this.#cookie, Origin: `http://${this.#hostHeader}` },
      maxPayload: MAX_ANSWER_BYTES,
    })
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', (error) => reject(new PlainError(`the connection to the notebook's kernel failed: ${error.message}`)))
    })
    return new Kernel(socket, sessionId)
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.#request(method, path, body === undefined ? undefined : JSON.stringify(body))
    if (answer.status >= 300) throw new PlainError(`Jupyter answered ${answer.status} to ${method} ${path}: ${answer.body.slice(0, 300)}`)
    return JSON.parse(answer.body) as T
  }

  #request(method: string, path: string, body?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers: http.OutgoingHttpHeaders = { Host: this.#hostHeader, Origin: `http://${this.#hostHeader}` }
      if (this.#cookie) headers.Cookie = this.#cookie
      if (body !== undefined) Object.assign(headers, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
      const request = http.request({ ...this.#address, method, path, headers, agent: false }, (response) => {
        const chunks: Buffer[] = []
        let size = 0
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > MAX_ANSWER_BYTES) response.destroy(new PlainError('Jupyter answered more than 64 MiB'))
          chunks.push(chunk)
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }))
        response.on('error', reject)
      })
      request.on('error', reject)
      request.end(body)
    })
  }
}
