import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCopyRange, parseRange } from './range.ts'

test('ranges of bytes', () => {
  assert.deepEqual(parseRange('bytes=0-0', 10), { start: 0, end: 0 })
  assert.deepEqual(parseRange('bytes=3-', 10), { start: 3, end: 9 })
  assert.deepEqual(parseRange('bytes=-4', 10), { start: 6, end: 9 })
  assert.deepEqual(parseRange('bytes=-40', 10), { start: 0, end: 9 })
  assert.deepEqual(parseRange('bytes=3-99', 10), { start: 3, end: 9 })
  for (const ignored of [undefined, 'bytes=', 'bytes=-', 'bytes=5-3', 'items=1-2', 'bytes=a-b', 'bytes=1-2,4-5'])
    assert.equal(parseRange(ignored, 10), undefined)
  for (const [header, size] of [
    ['bytes=10-', 10],
    ['bytes=-0', 10],
    ['bytes=0-', 0],
    ['bytes=-1', 0],
  ] as const)
    assert.throws(() => parseRange(header, size), { code: 'InvalidRange', httpStatus: 416 })
})

test('ranges of a copy are whole and inside', () => {
  assert.deepEqual(parseCopyRange('bytes=0-9', 10), { start: 0, end: 9 })
  for (const header of ['bytes=0-10', 'bytes=0-', 'bytes=-1', 'bytes=2-1', '0-1']) assert.throws(() => parseCopyRange(header, 10), { code: 'InvalidArgument' })
})
