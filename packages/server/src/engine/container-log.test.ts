import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { escapeControls, followLog, takeLines } from './container-log.ts'
import { MAX_LOG_LINE_BYTES } from './limits.ts'

test('control characters are written as # and three octal digits, UTF-8 is left alone', () => {
  assert.equal(escapeControls('[0]\ttrain-error:0.1\r\x1b[0m 賢者'), '[0]#011train-error:0.1#015#033[0m 賢者')
})

test('whole lines only, until the end is known; empty ones are dropped', () => {
  assert.deepEqual(takeLines(Buffer.from('a\n\nb\nhal'), false), { lines: ['a', 'b'], bytes: 5 })
  assert.deepEqual(takeLines(Buffer.from('a\n\nb\nhal'), true), { lines: ['a', 'b', 'hal'], bytes: 8 })
})

test('a line over the limit is cut between characters', () => {
  const bytes = Buffer.from(`${'€'.repeat(100_000)}\nnext\n`)
  const { lines, bytes: taken } = takeLines(bytes, false)
  assert.equal(taken, bytes.length)
  assert.equal(lines.slice(0, -1).join(''), '€'.repeat(100_000))
  assert.ok(lines.every((line) => Buffer.byteLength(line) <= MAX_LOG_LINE_BYTES && !line.includes('\ufffd')))
})

test('following from an offset delivers each line once, the last one without a newline too', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'kenja-log-'))
  try {
    const file = join(directory, 'output')
    const got: string[] = []
    let offset = 4
    const arrived = Promise.withResolvers<void>()
    const follower = followLog({
      file,
      offset,
      deliver(lines, behind) {
        got.push(...lines)
        offset = behind
        if (got.length >= 2) arrived.resolve()
      },
      onError: (error) => arrived.reject(error as Error),
    })
    appendFileSync(file, 'old\nnew 1\nnew')
    appendFileSync(file, ' 2\nlast')
    await arrived.promise
    await follower.drain()
    assert.deepEqual(got, ['new 1', 'new 2', 'last'])
    assert.equal(offset, 'old\nnew 1\nnew 2\nlast'.length)
  } finally {
    rmSync(directory, { recursive: true })
  }
})

test('what could not be delivered is delivered at the next look', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'kenja-log-'))
  try {
    const file = join(directory, 'output')
    appendFileSync(file, 'a\nb\n')
    const got: string[] = []
    let failures = 0
    const arrived = Promise.withResolvers<void>()
    const follower = followLog({
      file,
      offset: 0,
      deliver(lines) {
        if (failures === 0) throw new Error('disk full')
        got.push(...lines)
        arrived.resolve()
      },
      onError: () => failures++,
    })
    await arrived.promise
    follower.stop()
    assert.deepEqual(got, ['a', 'b'])
    assert.equal(failures, 1)
  } finally {
    rmSync(directory, { recursive: true })
  }
})
