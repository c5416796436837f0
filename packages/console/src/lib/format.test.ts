import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatBytes, formatSeconds } from './format.ts'

test('sizes in steps of 1024', () => {
  assert.equal(formatBytes(0), '0 B')
  assert.equal(formatBytes(1023), '1023 B')
  assert.equal(formatBytes(1536), '1.5 KB')
  assert.equal(formatBytes(5 * 1024 ** 3), '5.0 GB')
})

test('durations leave out what is nothing', () => {
  assert.equal(formatSeconds(53.4, 'en'), '53 s')
  assert.equal(formatSeconds(3661, 'en'), '1 h 1 min 1 s')
  assert.equal(formatSeconds(61, 'ja'), '1 分 1 秒')
})
