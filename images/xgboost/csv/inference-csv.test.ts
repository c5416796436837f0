import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseInferenceCsv } from './inference-csv.ts'
import { parseTrainingCsv } from './training-csv.ts'

test('a request is read to the nearest float32 by way of float64, training data in the loader’s own arithmetic', () => {
  // The two ways differ in the last bit here: the loader rounds integer part and fraction on their own.
  const text = '1,8388607.4999'
  const request = parseInferenceCsv(Buffer.from(text), ',')
  assert.deepEqual([...request.cells], [1, Math.fround(8388607.4999)])
  const table = parseTrainingCsv([Buffer.from(text)], { delimiter: ',', weights: false })
  assert.deepEqual([...table.labels, ...table.cells], [1, 8388607.5])
  assert.deepEqual([...parseInferenceCsv(Buffer.from('1,,3\n nan,-5,1e2'), ',').cells], [1, Number.NaN, 3, Number.NaN, -5, 100])
})

test('training rows of different length, weights, several files, a trailing delimiter', () => {
  const table = parseTrainingCsv([Buffer.from('1,2,3\r\n0,4,5,6,\n'), Buffer.from('1,7')], { delimiter: ',', weights: false })
  assert.deepEqual([table.rows, table.columns, table.missing], [3, 3, 3])
  assert.deepEqual([...table.cells], [2, 3, Number.NaN, 4, 5, 6, 7, Number.NaN, Number.NaN])
  const weighted = parseTrainingCsv([Buffer.from('1,0.5,9\n0,2,8')], { delimiter: ',', weights: true })
  assert.deepEqual(
    [[...weighted.labels], [...(weighted.weights ?? [])], [...weighted.cells]],
    [
      [1, 0],
      [0.5, 2],
      [9, 8],
    ],
  )
  assert.throws(() => parseTrainingCsv([Buffer.from('1\n0')], { delimiter: ',', weights: false }), /Delimiter ',' is not found in the line/)
})
