import assert from 'node:assert/strict'
import { test } from 'node:test'
import { displayWidth, duration, padTo, printable } from './style.ts'

test('Japanese characters take two cells', () => {
  assert.equal(displayWidth('学習 ab'), 7)
  assert.equal(padTo('学習', 6), '学習  ')
})

test('durations read well', () => {
  assert.deepEqual([450, 12_300, 60_000, 125_000].map(duration), ['0.5 s', '12 s', '1 min 00 s', '2 min 05 s'])
})

test('a log line cannot move the cursor or reverse the text', () => {
  assert.equal(printable('a\u001b[2Jb\u202ec\rd\te'), 'a·[2Jb·c·d\te')
})
