import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createBackOff } from './back-off.ts'

const options = { freeFailures: 2, firstMs: 1_000, longestMs: 8_000, forgetMs: 60_000, names: 3 }

test('the wait doubles up to the longest, and success ends it', () => {
  const backOff = createBackOff(options)
  const waits = [0, 1, 2, 3, 4, 5, 6].map(() => {
    backOff.failed('a', 0)
    return backOff.waitMs('a', 0)
  })
  assert.deepEqual(waits, [0, 0, 1_000, 2_000, 4_000, 8_000, 8_000])
  assert.equal(backOff.waitMs('a', 7_999), 1)
  assert.equal(backOff.waitMs('a', 8_000), 0)
  assert.equal(backOff.waitMs('b', 0), 0)
  backOff.succeeded('a')
  assert.equal(backOff.waitMs('a', 0), 0)
})

test('what is long past is forgotten, and so are the oldest of too many', () => {
  const backOff = createBackOff(options)
  for (let times = 0; times < 5; times++) backOff.failed('a', 0)
  backOff.failed('a', 60_000)
  assert.equal(backOff.waitMs('a', 60_000), 0)
  for (let times = 0; times < 4; times++) backOff.failed('b', 60_000)
  for (const name of ['c', 'd', 'e']) backOff.failed(name, 60_000)
  assert.equal(backOff.waitMs('b', 60_000), 0)
})
