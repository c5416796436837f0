import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { encodeFrame, frameWriter, type RequestHead, readFrames } from '#frames'
import { waitForPing } from './health-check.ts'
import { createServing } from './serving.ts'

const scope = { account: '123456789012', region: 'us-east-1' }
const endpoint = { ...scope, name: 'Bank' }
let root = ''
let servers: { close(): Promise<void> }[] = []

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kenja-serve-'))
  servers = []
})
afterEach(async () => {
  for (const server of servers) await server.close()
  rmSync(root, { recursive: true, force: true })
})

type Answer = (head: RequestHead, body: Buffer, socket: Socket) => { status: number; body?: string } | Promise<{ status: number; body?: string }> | undefined

/** A serving program in this process. */
async function serve(name: string, answer: Answer): Promise<{ taskId: string; socket: string }> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    const write = frameWriter(socket)
    readFrames<RequestHead>(socket, async ({ id, head, body }) => {
      const given = await answer(head, body, socket)
      if (given) write(encodeFrame(id, { status: given.status, contentType: 'text/csv' }, Buffer.from(given.body ?? '')))
    })
  })
  const socket = join(root, name)
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  servers.push({
    close: () =>
      new Promise((resolve) => {
        for (const each of sockets) each.destroy()
        server.close(() => resolve())
      }),
  })
  return { taskId: name, socket }
}

const table = (timeoutMs = 5000) => createServing({ monotonicMs: () => performance.now(), timeoutMs })
const text = (body: Uint8Array) => Buffer.from(body).toString()

test('requests go out together and answers find their way back, whatever their order', async () => {
  const process = await serve('a', async (_head, body) => {
    if (body.toString() === '0') await new Promise((resolve) => setTimeout(resolve, 20))
    return { status: 200, body: `p${body}` }
  })
  const serving = table()
  serving.publish(endpoint, [{ name: 'AllTraffic', weight: 1, processes: [process] }])
  const answers = await Promise.all([...Array(50).keys()].map((i) => serving.invoke(scope, 'bank', { body: Buffer.from(String(i)) })))
  assert.deepEqual(
    answers.map(({ body }) => text(body)),
    [...Array(50).keys()].map((i) => `p${i}`),
  )
  assert.equal(answers[0]?.variant, 'AllTraffic')
  const metrics = serving.takeMetrics(endpoint, new Date(0))
  assert.equal(metrics.find(({ name }) => name === 'Invocations')?.value, 50)
  assert.deepEqual(metrics[0]?.dimensions, { EndpointName: 'Bank', VariantName: 'AllTraffic' })
  await serving.drain('a')
})

test('an unknown endpoint, an unknown variant and one without a process are told apart', async () => {
  const serving = table()
  await assert.rejects(serving.invoke(scope, 'no', { body: Buffer.alloc(0) }), {
    code: 'ValidationError',
    message: 'Endpoint no of account 123456789012 not found.',
  })
  serving.publish(endpoint, [{ name: 'v', weight: 1, processes: [{ taskId: 'x', socket: join(root, 'nobody') }] }])
  await assert.rejects(serving.invoke(scope, 'Bank', { body: Buffer.alloc(0), targetVariant: 'w' }), {
    code: 'ValidationError',
    message: 'Variant w not found for Request',
  })
  await assert.rejects(serving.invoke(scope, 'Bank', { body: Buffer.alloc(0) }), { code: 'ServiceUnavailable' })
  await assert.rejects(serving.invoke({ ...scope, region: 'eu-west-1' }, 'Bank', { body: Buffer.alloc(0) }), { code: 'ValidationError' })
})

test('a model that does not answer in time, and one that dies over a request, are ModelErrors', async () => {
  const silent = await serve('silent', () => undefined)
  const dying = await serve('dying', (_head, _body, socket) => void socket.destroy())
  const serving = table(50)
  serving.publish(endpoint, [
    { name: 'silent', weight: 1, processes: [silent] },
    { name: 'dying', weight: 1, processes: [dying] },
  ])
  const invoke = (targetVariant: string) => serving.invoke(scope, 'Bank', { body: Buffer.alloc(1), targetVariant })
  await assert.rejects(invoke('silent'), (error: { code: string; message: string; fields: Record<string, unknown> }) => {
    assert.equal(error.code, 'ModelError')
    assert.match(
      error.message,
      /^Received server error \(0\) from primary with message "Your invocation timed out while waiting for a response from container primary/,
    )
    assert.equal(error.fields.OriginalStatusCode, 0)
    return true
  })
  await assert.rejects(invoke('dying'), (error: Error) => /could not get a response from the Bank endpoint/.test(error.message))
})

test('traffic is shared by weight; weight 0 is reached by name only', async () => {
  const process = await serve('a', () => ({ status: 200 }))
  const serving = table()
  serving.publish(endpoint, [
    { name: 'three', weight: 3, processes: [process] },
    { name: 'one', weight: 1, processes: [process] },
    { name: 'none', weight: 0, processes: [process] },
  ])
  const counts: Record<string, number> = { three: 0, one: 0, none: 0 }
  for (let i = 0; i < 400; i++) {
    const { variant } = await serving.invoke(scope, 'Bank', { body: Buffer.alloc(0) })
    counts[variant] = (counts[variant] ?? 0) + 1
  }
  assert.equal(counts.none, 0)
  assert.ok((counts.three ?? 0) > 240 && (counts.three ?? 0) < 360, JSON.stringify(counts))
  assert.equal((await serving.invoke(scope, 'Bank', { body: Buffer.alloc(0), targetVariant: 'none' })).variant, 'none')
})

test('no request is lost while the traffic moves to other processes and the old ones are drained', async () => {
  const serving = table()
  const slowly = (name: string) =>
    serve(name, async () => {
      await new Promise((resolve) => setTimeout(resolve, 2))
      return { status: 200 }
    })
  const publish = async (name: string) => serving.publish(endpoint, [{ name: 'v', weight: 1, processes: [await slowly(name)] }])
  await publish('a')
  let failed = 0
  let running = true
  const load = Array.from({ length: 8 }, async () => {
    while (running) await serving.invoke(scope, 'Bank', { body: Buffer.from('x') }).catch(() => failed++)
  })
  for (const [before, after] of [
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'd'],
  ] as const) {
    await publish(after)
    await serving.drain(before)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  running = false
  await Promise.all(load)
  assert.equal(failed, 0)
})

test('a health check waits for the first 200, and gives up when told', async () => {
  let asked = 0
  const { socket } = await serve('a', ({ path }) => ({ status: path === '/ping' && ++asked > 3 ? 200 : 503 }))
  await waitForPing(socket, 5000, new AbortController().signal)
  assert.equal(asked, 4)
  await assert.rejects(waitForPing(join(root, 'nobody'), 50, new AbortController().signal))
})
