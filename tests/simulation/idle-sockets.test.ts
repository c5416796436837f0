/** Ten thousand sockets that say nothing, or half a request: the server stays responsive, its memory bounded, and it lets go of them. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import { test } from 'node:test'
import { ListModelsCommand } from '@aws-sdk/client-sagemaker'
import { type MockServer, startMockServer } from '../support/hostile/mock-server.ts'
import { sendRaw } from '../support/hostile/raw-http.ts'

const WANTED = 10_000
const MIB = 1024 * 1024
/** Both ends are on this machine; the server is a process of its own, with a limit of its own. */
const files = Number(execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim()) || 1024
const count = Math.min(WANTED, files - 200)

function opened(port: number, first: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.on('error', () => {})
      socket.resume()
      if (first) socket.write(first)
      resolve(socket)
    })
    socket.once('error', reject)
  })
}

async function floodWith(server: MockServer, first: (number: number) => string): Promise<{ sockets: Socket[]; slowestMs: number }> {
  const sockets: Socket[] = []
  let slowestMs = 0
  while (sockets.length < count) {
    sockets.push(...(await Promise.all(Array.from({ length: 250 }, (_, at) => opened(server.port, first(sockets.length + at))))))
    // A caller whose connection stands already is answered all the while.
    const begun = performance.now()
    await server.clients.sagemaker.send(new ListModelsCommand({}))
    slowestMs = Math.max(slowestMs, performance.now() - begun)
  }
  return { sockets, slowestMs }
}

test(`${count} idle sockets`, async (t) => {
  const server = await startMockServer({ headersTimeoutMs: 4_000, keepAliveMs: 60_000 })
  try {
    await server.clients.sagemaker.send(new ListModelsCommand({}))
    const before = server.residentBytes()
    const { sockets, slowestMs } = await floodWith(server, (number) => ['', 'G', 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: '][number % 3] as string)
    const during = server.residentBytes()
    t.diagnostic(
      `${sockets.length} sockets, resident ${Math.round(before / MIB)} → ${Math.round(during / MIB)} MiB, slowest answer meanwhile ${Math.round(slowestMs)} ms`,
    )
    assert.ok(slowestMs < 1_000, `an answer took ${slowestMs} ms`)
    assert.ok(during - before < 200 * MIB, `${(during - before) / MIB} MiB more`)
    await Promise.all(sockets.map((socket) => (socket.destroyed ? undefined : new Promise((resolve) => socket.once('close', resolve)))))
    assert.match((await sendRaw(server.port, 'GET /_kenja/health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n')).text, /"running"/)
    assert.ok(server.running())
  } finally {
    await server.stop()
  }
})
