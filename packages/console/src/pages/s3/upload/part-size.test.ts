import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partSize } from './part-size.ts'

test('never more parts than S3 takes', () => {
  assert.equal(partSize(1), 8 * 1024 ** 2)
  for (const bytes of [1024 ** 3, 100 * 1024 ** 3, 5 * 1024 ** 4]) assert.ok(Math.ceil(bytes / partSize(bytes)) <= 10_000)
})
