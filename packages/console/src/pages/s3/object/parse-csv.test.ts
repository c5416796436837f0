import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCsv } from './parse-csv.ts'

test('quotes, line ends, a last line without one', () => {
  assert.deepEqual(parseCsv('a,b\r\n"c,1","d ""e"""\nf,', 10), [
    ['a', 'b'],
    ['c,1', 'd "e"'],
    ['f', ''],
  ])
  assert.deepEqual(parseCsv('', 10), [])
})

test('no more rows than asked for', () => {
  assert.deepEqual(parseCsv('1\n2\n3', 2), [['1'], ['2']])
})
