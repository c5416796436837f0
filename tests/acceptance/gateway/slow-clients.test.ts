/** Clients that send too slowly, or nothing: their connections end, others are answered meanwhile. Time-outs and numbers are a test's, the clock is the machine's. */
import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import { type MockServer, startMockServer } from '../../support/hostile/mock-server.ts'
import { sendRaw } from '../../support/hostile/raw-http.ts'
import { requestBytes, signed } from '../../support/hostile/signed-bytes.ts'

const HOST = 'Host: 127.0.0.1\r\n'
const CONNECTIONS = 300
let server: MockServer
before(async () => {
  server = await startMockServer({ headersTimeoutMs: 600, keepAliveMs: 600, bodyWindowMs: 300, bodyBytesPerSecond: 512, connections: CONNECTIONS })
  await server.clients.s3.send(new CreateBucketCommand({ Bucket: 'slow' }))
})
after(() => server.stop())

/** Writes a byte every `everyMs` until the server ends the connection; answers after how long that was. */
async function trickle(first: string, everyMs: number): Promise<number> {
  const begun = performance.now()
  const socket = connect(server.port, '127.0.0.1')
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.resume()
  socket.write(first, 'latin1')
  const timer = setInterval(() => socket.write('a'), everyMs)
  await closed
  clearInterval(timer)
  return performance.now() - begun
}

const health = () => sendRaw(server.port, `GET /_kenja/health HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`)

const announced = () => {
  const put = signed({ method: 'PUT', path: '/slow/key', body: 'x'.repeat(100_000) }, server.credentials, 's3', '127.0.0.1')
  return requestBytes({ ...put, body: '' }).toString('latin1')
}

const slow: Readonly<Record<string, () => string>> = {
  'headers that come byte by byte': () => `GET / HTTP/1.1\r\n${HOST}X-A: `,
  'a request line that never ends': () => 'GET /',
  'a body that comes byte by byte': announced,
  'a body in chunks of one byte': () => `POST /_kenja/sign-in HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nContent-Length: 4000\r\n\r\n{`,
}
for (const [what, first] of Object.entries(slow)) {
  test(`ended: ${what}`, async () => {
    const [ms, other] = await Promise.all([trickle(first(), 40), health()])
    assert.ok(ms > 250 && ms < 4_000, `${ms} ms`)
    assert.match(other.text, /"running"/)
    assert.ok(other.ms < 1_000)
  })
}

test('a body that keeps the pace is read to its end, however long it takes', async () => {
  const body = 'x'.repeat(3_000)
  const put = signed({ method: 'PUT', path: '/slow/key', body }, server.credentials, 's3', '127.0.0.1')
  const socket = connect(server.port, '127.0.0.1')
  const answer = new Promise<string>((resolve, reject) => {
    let text = ''
    socket.on('data', (part) => {
      text += part.toString('latin1')
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
  socket.write(requestBytes({ ...put, body: '' }))
  for (let at = 0; at < body.length; at += 250) {
    socket.write(body.slice(at, at + 250))
    await pause(100)
  }
  assert.match(await answer, /^HTTP\/1\.1 200 /)
})

test('more connections than are allowed: the rest is closed at once, idle ones after a while, and callers come in again', async () => {
  const sockets: Socket[] = []
  let closed = 0
  for (let number = 0; number < CONNECTIONS + 100; number++) {
    const socket = connect(server.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.on('close', () => closed++)
    socket.resume()
    sockets.push(socket)
  }
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))))
  assert.equal(closed, sockets.length)
  assert.match((await health()).text, /"running"/)
})
