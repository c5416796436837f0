import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Datapoint } from './datapoint.store.ts'
import { statisticOf } from './statistics.ts'

const exact = (value: number, count = 1): Datapoint => ({ at_ms: 0, unit: 'None', minimum: value, maximum: value, count, sum: value * count })
const compute = (name: string, points: readonly Datapoint[]) => statisticOf(name)?.(points)

test('percentiles weigh by count, whatever the order', () => {
  const points = [exact(9), exact(1, 98), exact(5)]
  assert.deepEqual(
    ['p0', 'p50', 'p98', 'p98.1', 'p99', 'p99.9', 'p100'].map((name) => compute(name, points)),
    [1, 1, 1, 5, 5, 9, 9],
  )
})

test('summaries have no percentile unless all their values are one', () => {
  const summary: Datapoint = { at_ms: 0, unit: 'None', minimum: 1, maximum: 3, count: 2, sum: 4 }
  assert.equal(compute('p50', [exact(1), summary]), undefined)
  assert.equal(compute('Average', [exact(1), summary]), 5 / 3)
  assert.equal(compute('Maximum', [exact(1), summary]), 3)
})

test('what is not computed has no name here', () => {
  for (const name of ['tm90', 'TM(10%:90%)', 'IQM', 'pr(:1)', 'p101', 'p', 'sum', 'constructor', 'toString']) assert.equal(statisticOf(name), undefined, name)
})
