/** Abuse case 7: clients that hold connections open: headers that never end, bodies that trickle, sockets that say nothing. They are closed; long uploads are not. */
import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { defaultLimits } from '../../../packages/server/src/gateway/limits.ts'
import { startGateway, type TestGateway } from '../../../packages/server/src/gateway/testing.ts'

let gateway: TestGateway
before(async () => {
  gateway = await startGateway(undefined, { limits: { headersTimeoutMs: 300, bodyWindowMs: 200, bodyBytesPerSecond: 512, connections: 40, keepAliveMs: 200 } })
})
after(() => gateway.close())

function open(bytes = ''): { readonly socket: Socket; readonly ended: Promise<string> } {
  const socket = connect(gateway.port, '127.0.0.1')
  socket.on('error', () => undefined)
  if (bytes) socket.write(bytes)
  return { socket, ended: text(socket).catch(() => '') }
}

const health = async () => (await fetch(`${gateway.endpoint}/_kenja/health`, { headers: { connection: 'close' } })).status

test('a socket that says nothing', async () => assert.equal(await open().ended, ''))

test('headers that never end, one byte after the other', async () => {
  const { socket, ended } = open('GET /_kenja/health HTTP/1.1\r\nHost: localhost\r\n')
  const drip = setInterval(() => socket.write('X'), 50)
  await ended
  clearInterval(drip)
})

test('a body that never comes, and one that trickles', async () => {
  const head = 'POST /_kenja/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n'
  await open(head).ended
  const { socket, ended } = open(head)
  const drip = setInterval(() => socket.write(' '), 20)
  await ended
  clearInterval(drip)
})

test('a kept connection that asks nothing more', async () => {
  const { ended } = open('GET /_kenja/health HTTP/1.1\r\nHost: localhost\r\n\r\n')
  assert.match(await ended, /^HTTP\/1\.1 200/)
})

test('a hundred of them do not keep others out for longer than their time', async () => {
  const silent = Array.from({ length: 100 }, () => open('POST / HTTP/1.1\r\n'))
  await Promise.all(silent.map(({ ended }) => ended))
  assert.equal(await health(), 200)
})

test('what stands in the product: every wait has an end, and an upload has none but its rate', () => {
  assert.ok(defaultLimits.headersTimeoutMs <= 60_000)
  assert.ok(defaultLimits.connections > 0 && defaultLimits.connections <= 10_000)
  // 512 bytes a second: a 5 GiB part may take as long as its line needs.
  assert.ok(defaultLimits.bodyBytesPerSecond >= 1 && defaultLimits.bodyWindowMs <= 60_000)
})
