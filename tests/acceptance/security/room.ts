/** What the abuse cases share: bytes that no client library would send, and signatures over them. */
import assert from 'node:assert/strict'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { buffer, text } from 'node:stream/consumers'
import { type Key, signedRequest } from '../../bench/signed-request.ts'
import { REGION, type TestServer } from '../../support/server.ts'

/** Everything that the server answers on one connection, as text; the connection is the client's to leave open. */
export function sendRaw(port: number, bytes: string | Uint8Array): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  // A server that refuses early resets what it does not read.
  socket.on('error', () => undefined)
  socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  return text(socket).catch(() => '')
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Asked {
  readonly method?: string
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: string | Uint8Array
}

/** One request, its path exactly as given. */
export function ask(port: number, { method = 'GET', path, headers = {}, body }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers: { connection: 'close', ...headers } }, (response) => {
      buffer(response).then((bytes) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes.toString() }), reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** A request signed with root's key, whatever its body holds. */
export async function askSigned(server: TestServer, service: string, { method = 'POST', path, headers = {}, body = '' }: Asked, key: Key = server.credentials) {
  const host = `127.0.0.1:${server.port}`
  const bytes = signedRequest(key, { host, region: REGION, service }, { method, path, headers: { connection: 'close', ...headers }, body: Buffer.from(body) })
  const answer = await sendRaw(server.port, bytes)
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0), body: answer.slice(answer.indexOf('\r\n\r\n') + 4) }
}

/** The server answers others: nothing of what was done to it ended or blocked it. */
export async function stillAnswers(server: TestServer): Promise<void> {
  const answer = await ask(server.port, { path: '/_kenja/health' })
  assert.equal(answer.status, 200)
}

/** Milliseconds that `work` takes. */
export async function elapsed(work: () => unknown): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
