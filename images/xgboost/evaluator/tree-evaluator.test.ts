import assert from 'node:assert/strict'
import { test } from 'node:test'
import koffi from 'koffi'
import type { ModelDescription, Tree } from '../model/tree-model.ts'
import { expf } from './expf.ts'
import { probeRows } from './probe-rows.ts'
import { buildEvaluator } from './tree-evaluator.ts'

let state = 99
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}

/** A tree of random shape, in the order of libxgboost's arrays. */
function randomTree(columns: number, depth: number): Tree {
  const tree = { left: [] as number[], right: [] as number[], feature: [] as number[], value: [] as number[], defaultLeft: [] as number[] }
  const grow = (level: number): number => {
    const node = tree.left.push(-1) - 1
    tree.right.push(-1)
    tree.feature.push(Math.floor(random() * columns))
    tree.value.push(Math.fround(random() * 2 - 1))
    tree.defaultLeft.push(random() < 0.5 ? 1 : 0)
    if (level < depth && random() < 0.85) {
      tree.left[node] = grow(level + 1)
      tree.right[node] = grow(level + 1)
    }
    return node
  }
  grow(0)
  return tree
}

function walk({ left, right, feature, value, defaultLeft }: Tree, row: Float32Array): number {
  let node = 0
  while ((left[node] as number) >= 0) {
    const cell = row[feature[node] as number] as number
    const goesLeft = Number.isNaN(cell) ? defaultLeft[node] : cell < (value[node] as number)
    node = (goesLeft ? left[node] : right[node]) as number
  }
  return value[node] as number
}

test('blocks, rests and single rows give the plain walk’s sums, missing values included', () => {
  for (const count of [1, 7, 8, 9, 40]) {
    const trees = Array.from({ length: count }, () => randomTree(6, 5))
    const model: ModelDescription = { objective: 'reg:squarederror', columns: 6, classes: 0, baseScore: 0.5, baseIsMargin: true, trees }
    const { cells, rows } = probeRows(model)
    const evaluator = buildEvaluator(model, 'base-first')
    const expected = Array.from({ length: rows }, (_, row) =>
      trees.reduce((sum, tree) => Math.fround(sum + walk(tree, cells.subarray(row * 6, row * 6 + 6))), 0.5),
    )
    for (const take of [rows, 13, 1]) assert.deepEqual([...(evaluator?.predict(cells, take, 6) ?? [])], expected.slice(0, take))
    const narrow = Float32Array.from({ length: 3 * 4 }, (_, i) => cells[Math.floor(i / 4) * 6 + (i % 4)] as number)
    const padded = Float32Array.from({ length: 3 * 6 }, (_, i) => (i % 6 < 4 ? (cells[i] as number) : Number.NaN))
    assert.deepEqual(evaluator?.predict(narrow, 3, 4), evaluator?.predict(padded, 3, 6), 'columns that lack are missing values')
  }
})

test('more rows than one block', () => {
  const model: ModelDescription = { objective: 'binary:logistic', columns: 3, classes: 0, baseScore: 0.5, baseIsMargin: false, trees: [randomTree(3, 4)] }
  const rows = 5003
  const cells = Float32Array.from({ length: rows * 3 }, () => random())
  const found = buildEvaluator(model, 'base-first')?.predict(cells, rows, 3, true)
  for (const row of [0, 2047, 2048, 4095, 4096, 5002]) assert.equal(found?.[row], walk(model.trees?.[0] as Tree, cells.subarray(row * 3, row * 3 + 3)))
})

test('expf is glibc’s, to the last bit', (t) => {
  if (process.platform !== 'linux') return t.skip('there is no glibc here')
  const native = koffi.load('libm.so.6').func('float expf(float)') as (x: number) => number
  for (let i = 0; i < 300_000; i += 1) {
    const x = Math.fround((random() - 0.5) * (i % 2 ? 20 : 170))
    if (expf(x) !== native(x)) assert.fail(`expf(${x}) = ${expf(x)}, glibc ${native(x)}`)
  }
})
