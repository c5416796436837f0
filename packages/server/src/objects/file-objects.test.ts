import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { BlobTooLarge, SourceFailed } from './errors.ts'
import { FileObjects } from './file-objects.ts'
import { shareSync } from './shared-sync.ts'

const MAX = { maxBytes: 64 * 1024 * 1024 }

function home(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'kenja-objects-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  return join(directory, 'objects')
}

function store(t: TestContext, directory = home(t), durable?: () => Promise<void>): FileObjects {
  const objects = new FileObjects({ directory, now: () => 10_000_000_000_000, ...(durable && { durable }) })
  t.after(() => objects.close())
  return objects
}

async function* chunks(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield part
}

/** Resolves when the blob is no longer there; the test's time limit ends a wait in vain. */
async function gone(objects: FileObjects, id: string): Promise<void> {
  while (existsSync(objects.path(id))) await new Promise(setImmediate)
}

/** All files below `directory`, relative. */
const files = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))

test('what was put is read back, whole and in ranges; sizes around the buffers', async (t) => {
  const objects = store(t)
  for (const size of [0, 1, 65_536, 1_048_575, 1_048_576, 1_048_577, 5_000_000]) {
    const data = randomBytes(size)
    const blob = await objects.put(chunks(data.subarray(0, size >> 1), new Uint8Array(0), data.subarray(size >> 1)), {
      ...MAX,
      checksums: ['SHA256', 'CRC64NVME'],
    })
    assert.equal(blob.size, size)
    assert.equal(blob.md5, createHash('md5').update(data).digest('hex'))
    assert.equal(blob.checksums.SHA256, createHash('sha256').update(data).digest('base64'))
    assert.deepEqual(await buffer(objects.read(blob.id)), data)
    assert.deepEqual(readFileSync(objects.path(blob.id)), data)
    if (size > 2) assert.deepEqual(await buffer(objects.read(blob.id, { start: 1, end: size - 2 })), data.subarray(1, size - 1))
  }
})

test('a blob with a key lies on the disk as nothing but noise, and reads back in any range; its facts are those of the bytes that came', async (t) => {
  const objects = store(t)
  const key = randomBytes(32)
  for (const size of [0, 1, 15, 16, 17, 1_048_577, 3_000_000]) {
    const data = Buffer.alloc(size, 'same text again and again ')
    const blob = await objects.put(chunks(data.subarray(0, size >> 1), data.subarray(size >> 1)), { ...MAX, key, checksums: ['SHA256'] })
    assert.equal(blob.md5, createHash('md5').update(data).digest('hex'))
    assert.equal(blob.checksums.SHA256, createHash('sha256').update(data).digest('base64'))
    const stored = readFileSync(objects.path(blob.id))
    assert.equal(stored.length, size)
    if (size >= 1_000) assert.ok(!stored.includes('same') && new Set(stored).size === 256)
    const ranges = [
      [0, size - 1],
      [1, size - 2],
      [15, 16],
      [16, 31],
      [17, 1_048_576],
      [1_048_575, size - 1],
      [size - 1, size - 1],
    ] as const
    for (const [start, end] of ranges.filter(([from, to]) => from >= 0 && from <= to && to < size)) {
      assert.deepEqual(await buffer(objects.readAll([{ id: blob.id, start, end, key }])), data.subarray(start, end + 1), `${start}-${end} of ${size}`)
    }
  }
})

test('two blobs with one key: the same bytes lie there differently, and pieces of both make one stream', async (t) => {
  const objects = store(t)
  const key = randomBytes(32)
  const data = randomBytes(1_000)
  const [one, other] = [await objects.put(chunks(data), { ...MAX, key }), await objects.put(chunks(data), { ...MAX, key })]
  assert.notDeepEqual(readFileSync(objects.path(one.id)), readFileSync(objects.path(other.id)))
  const plain = await objects.put(chunks(data), MAX)
  const pieces = [
    { id: one.id, start: 100, end: 999, key },
    { id: plain.id, start: 0, end: 9 },
    { id: other.id, start: 3, end: 40, key },
  ]
  const expected = Buffer.concat([data.subarray(100), data.subarray(0, 10), data.subarray(3, 41)])
  assert.deepEqual(await buffer(objects.readAll(pieces)), expected)
})

test('many tiny chunks, more than one write can take', async (t) => {
  const objects = store(t)
  const data = randomBytes(5000)
  const blob = await objects.put(chunks(...Array.from(data, (_, i) => data.subarray(i, i + 1))), MAX)
  assert.deepEqual(await buffer(objects.read(blob.id)), data)
})

test('pieces of several blobs make one stream, and outlive the removal of their blobs', async (t) => {
  const objects = store(t)
  const [a, b] = [await objects.put(chunks(Buffer.from('hello ')), MAX), await objects.put(chunks(Buffer.from('wide world')), MAX)]
  const pieces = [
    { id: a.id, start: 0, end: 5 },
    { id: b.id, start: 5, end: 9 },
  ]
  const stream = objects.readAll(pieces)
  await Promise.all([objects.remove(a.id), objects.remove(b.id)])
  assert.equal(String(await buffer(stream)), 'hello world')
  await gone(objects, a.id)
  await gone(objects, b.id)
  assert.throws(() => objects.readAll([...pieces].reverse()), { code: 'ENOENT' })
})

test('a stream given up early frees its blob', async (t) => {
  const objects = store(t)
  const blob = await objects.put(chunks(randomBytes(4_000_000)), MAX)
  const stream = objects.read(blob.id)
  await once(stream, 'readable')
  await objects.remove(blob.id)
  stream.destroy()
  await gone(objects, blob.id)
})

test('nothing remains of what is too large, refused or cut off', async (t) => {
  const directory = home(t)
  const objects = store(t, directory)
  await assert.rejects(objects.put(chunks(randomBytes(3_000_000)), { maxBytes: 2_999_999 }), BlobTooLarge)
  const refusal = new Error('refused')
  const refuse = () => {
    throw refusal
  }
  await assert.rejects(objects.put(chunks(Buffer.from('x')), { ...MAX, verify: refuse }), refusal)
  await assert.rejects(objects.put(chunks(randomBytes(3_000_000)), { ...MAX, verify: refuse }), refusal)
  async function* cut(): AsyncGenerator<Uint8Array> {
    yield randomBytes(3_000_000)
    throw new Error('aborted')
  }
  await assert.rejects(objects.put(cut(), MAX), (error) => error instanceof SourceFailed && (error.cause as Error).message === 'aborted')
  assert.deepEqual(files(directory), [])
})

test('a process killed while a body arrives, or between writing and renaming, leaves nothing after the next start', async (t) => {
  const directory = home(t)
  const program = (body: string) => `
    import { FileObjects } from ${JSON.stringify(new URL('./file-objects.ts', import.meta.url).href)}
    const objects = new FileObjects({ directory: ${JSON.stringify(directory)}, now: () => 0 })
    const die = () => process.kill(process.pid, 'SIGKILL')
    ${body}`
  const crashes = [
    `await objects.put((async function* () { yield Buffer.alloc(3 << 20); yield Buffer.alloc(3 << 20); die(); await new Promise(() => setInterval(() => {}, 1000)) })(), { maxBytes: 1e9 })`,
    `await objects.put((async function* () { yield Buffer.alloc(3 << 20) })(), { maxBytes: 1e9, verify: () => { die(); for (;;); } })`,
  ]
  for (const crash of crashes) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program(crash)], { stdio: 'ignore' })
    const [, signal] = await once(child, 'exit')
    assert.equal(signal, 'SIGKILL')
    assert.equal(files(directory).length, 1, 'the crash left a temporary file')
    store(t, directory)
    assert.deepEqual(files(directory), [])
  }
})

test('sweep removes only what is old, unreferenced and not being read', async (t) => {
  const directory = home(t)
  const objects = store(t, directory)
  const [kept, read, lost] = await Promise.all([1, 2, 3].map((n) => objects.put(chunks(Buffer.alloc(2_000_000, n)), MAX)))
  assert.ok(kept && read && lost)
  const stream = objects.read(read.id)
  const age = 10_000_000_000_000 - statSync(objects.path(lost.id)).mtimeMs
  assert.equal(await objects.sweep((id) => id === kept.id, age + 60_000), 0)
  assert.equal(await objects.sweep((id) => id === kept.id, age - 60_000), 1)
  assert.deepEqual(files(directory).length, 2)
  stream.destroy()
})

test('bytes are freed only after the commits before are on the disk', async (t) => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const objects = store(t, home(t), () => promise)
  const blob = await objects.put(chunks(Buffer.from('x')), MAX)
  const removal = objects.remove(blob.id)
  assert.equal(String(await buffer(objects.read(blob.id))), 'x')
  resolve()
  await removal
  assert.throws(() => objects.read(blob.id), { code: 'ENOENT' })
  await objects.remove(blob.id)
})

test('an id is never a path', (t) => {
  const objects = store(t)
  for (const id of ['../../etc/passwd', '', 'tmp', `${'0'.repeat(31)}/`]) assert.throws(() => objects.path(id), TypeError)
})

test('a shared sync covers everybody who asked before it began, and its failure is everybody’s', async () => {
  const runs: PromiseWithResolvers<void>[] = []
  const sync = shareSync(() => {
    const run = Promise.withResolvers<void>()
    runs.push(run)
    return run.promise
  })
  const first = sync()
  await Promise.resolve()
  const [second, third] = [sync(), sync()]
  assert.equal(second, third)
  await Promise.resolve()
  assert.equal(runs.length, 1, 'the second run waits for the first')
  runs[0]?.resolve()
  await first
  await new Promise(setImmediate)
  assert.equal(runs.length, 2)
  runs[1]?.reject(new Error('EIO'))
  await assert.rejects(second, { message: 'EIO' })
  const fourth = sync()
  await new Promise(setImmediate)
  runs[2]?.resolve()
  await fourth
})
