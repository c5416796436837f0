import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSealer } from './seal.ts'

const secret = Buffer.alloc(32, 1)
const end = new Date('2026-11-25T00:00:00Z')

test('what is sealed can be opened, with its end', () => {
  const sealer = createSealer(secret, 'purpose')
  const sealed = sealer.seal({ a: [1, 'ü'] }, end)
  assert.match(sealed, /^[A-Za-z0-9_-]+$/)
  assert.deepEqual(sealer.open(sealed), { content: { a: [1, 'ü'] }, expiresAt: end })
})

test('not for another purpose, not by another key, not when anything is changed', () => {
  const sealed = createSealer(secret, 'purpose').seal('x', end)
  assert.equal(createSealer(secret, 'other').open(sealed), undefined)
  assert.equal(createSealer(Buffer.alloc(32, 2), 'purpose').open(sealed), undefined)
  const bytes = Buffer.from(sealed, 'base64url')
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] as number) ^ 1
    assert.equal(createSealer(secret, 'purpose').open(changed.toString('base64url')), undefined, `byte ${at}`)
  }
})

test('what was never sealed', () => {
  const sealer = createSealer(secret, 'purpose')
  for (const text of ['', 'abc', '!', 'A'.repeat(100), 'A'.repeat(100_000)]) assert.equal(sealer.open(text), undefined)
})

test('the same content never looks the same', () => {
  const sealer = createSealer(secret, 'purpose')
  assert.notEqual(sealer.seal('x', end), sealer.seal('x', end))
})
