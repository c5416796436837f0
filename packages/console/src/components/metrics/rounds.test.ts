import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heightOf, readRounds } from './rounds.ts'

test('both ways in which the images write rounds; other lines are left out', () => {
  assert.deepEqual(
    readRounds([
      '[07:20:40] /workspace/src/tree/updater_prune.cc:74: tree pruning end, 1 roots, 0 extra nodes',
      '[0]#011train-error:0.25#011validation-error:0.5',
      '[1]\ttrain-error:1e-3\tvalidation-error:0.4',
      "[2026-11-25:07:20:40:INFO] Determined delimiter of CSV input is ','",
    ]),
    [
      {
        name: 'train-error',
        points: [
          { x: 0, y: 0.25 },
          { x: 1, y: 0.001 },
        ],
      },
      {
        name: 'validation-error',
        points: [
          { x: 0, y: 0.5 },
          { x: 1, y: 0.4 },
        ],
      },
    ],
  )
})

test('the height of a curve: what it spans, with a little air', () => {
  const close = (given: readonly number[]) => given.map((value) => Number(value.toFixed(6)))
  assert.deepEqual(close(heightOf([0.101, 0.096])), [0.0955, 0.1015])
  assert.deepEqual(close(heightOf([0.5])), [0.45, 0.55])
  assert.deepEqual(close(heightOf([0, 0])), [-0.1, 0.1])
})
