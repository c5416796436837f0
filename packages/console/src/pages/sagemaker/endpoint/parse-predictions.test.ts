import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePredictions } from './parse-predictions.ts'

test('both ways in which images write CSV', () => {
  assert.deepEqual(parsePredictions('0.1,0.2'), ['0.1', '0.2'])
  assert.deepEqual(parsePredictions('0.1\n0.2\n'), ['0.1', '0.2'])
  assert.deepEqual(parsePredictions('0.1,0.9\n0.8,0.2\n'), ['0.1,0.9', '0.8,0.2'])
  assert.deepEqual(parsePredictions(''), [])
})
