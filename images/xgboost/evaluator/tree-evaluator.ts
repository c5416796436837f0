import type { ModelDescription, Tree } from '../model/tree-model.ts'
import { sigmoid } from './expf.ts'
import { newTreeWalk } from './wasm-module.ts'

/** Rows that are walked in one go; the module's memory holds as many. */
const BLOCK_ROWS = 2048
const NODE_BYTES = 16
const TREE_BYTES = 8
/** Address 0 stays free, so that a null address can never be a node. */
const FIRST_NODE = 1024
/** WebAssembly's memory ends at 4 GiB; a model that needs more than half of it stays with libxgboost. */
const MAX_BYTES = 2 ** 31

/** How a margin becomes a prediction, by objective; what is not here stays with libxgboost. */
const transforms: Readonly<Record<string, ((margin: number) => number) | undefined>> = {
  'binary:logistic': sigmoid,
  'reg:logistic': sigmoid,
  'binary:logitraw': (margin) => margin,
  'reg:linear': (margin) => margin,
  'reg:squarederror': (margin) => margin,
}

/**
 * Evaluates a gbtree model with one output without libxgboost: leaf values are added to the base margin in the trees' order, each sum rounded to float32,
 * so margins are bit-equal. Build it with `buildEvaluator`, and trust it only after `agrees`.
 */
export interface TreeEvaluator {
  /** Predictions for row-major cells (NaN is missing). Rows may have fewer columns than the model; the rest is missing. */
  predict(cells: Float32Array, rows: number, columns: number, margin?: boolean): Float32Array
}

/**
 * When the base margin is added: before the trees, as newer versions do, or after them (0.72). It decides the last bit.
 * `base-logit`: before, but transformed as a probability even where predictions are margins (binary:logitraw of 1.0 – 1.2).
 */
export const baseOrders = ['base-first', 'base-last', 'base-logit'] as const
export type BaseOrder = (typeof baseOrders)[number]

/** Compiles a model, or tells (undefined) that it is not one for this evaluator. `treeLimit` 0 means all trees. */
export function buildEvaluator(model: ModelDescription, order: BaseOrder, treeLimit = 0): TreeEvaluator | undefined {
  const transform = transforms[model.objective]
  if (!model.trees || !transform || model.columns === 0) return undefined
  const trees = treeLimit > 0 ? model.trees.slice(0, treeLimit) : model.trees
  const layout = layOut(trees, model.columns)
  if (!layout) return undefined
  const { mem, one, rows: walkRows } = newTreeWalk()
  mem.grow(Math.ceil(layout.bytes / 65_536))
  fill(new DataView(mem.buffer), trees, layout)
  const floats = new Float32Array(mem.buffer)
  const x = floats.subarray(layout.rowsAt / 4, layout.rowsAt / 4 + BLOCK_ROWS * model.columns)
  const out = floats.subarray(layout.outAt / 4, layout.outAt / 4 + BLOCK_ROWS)
  const start = order === 'base-logit' ? logit(model.baseScore) : baseMargin(model)
  const base = order === 'base-last' ? 0 : start
  const added = order === 'base-last' ? start : 0
  const width = model.columns

  const walk = (count: number) => {
    const blocks = count & ~7
    if (blocks > 0) {
      out.fill(base, 0, blocks)
      walkRows(layout.rowsAt, blocks, width * 4, layout.outAt, layout.treesAt, trees.length, layout.valuesAt)
    }
    for (let row = blocks; row < count; row += 1) out[row] = one(layout.rowsAt + row * width * 4, layout.treesAt, trees.length, layout.valuesAt, base)
  }

  return {
    predict: (cells, rows, columns, margin = false) => {
      const result = new Float32Array(rows)
      for (let first = 0; first < rows; first += BLOCK_ROWS) {
        const count = Math.min(BLOCK_ROWS, rows - first)
        if (columns === width) x.set(cells.subarray(first * width, (first + count) * width))
        else {
          x.fill(Number.NaN, 0, count * width)
          for (let row = 0; row < count; row += 1) x.set(cells.subarray((first + row) * columns, (first + row + 1) * columns), row * width)
        }
        walk(count)
        if (added !== 0) for (let row = 0; row < count; row += 1) out[row] = (out[row] as number) + added
        for (let row = 0; row < count; row += 1) result[first + row] = margin ? (out[row] as number) : transform(out[row] as number)
      }
      return result
    },
  }
}

/** The sum's start: libxgboost keeps the base score as a probability from 1.0 on and transforms it in float32. */
function baseMargin({ baseScore, baseIsMargin, objective }: ModelDescription): number {
  if (baseIsMargin || transforms[objective] !== sigmoid) return baseScore
  return logit(baseScore)
}

const f32 = Math.fround
const logit = (probability: number) => f32(-f32(Math.log(f32(f32(1 / probability) - 1))))

interface Layout {
  readonly treesAt: number
  readonly rowsAt: number
  readonly outAt: number
  /** Base of the table of leaf values: a node's value stands at `valuesAt + address / 4`. */
  readonly valuesAt: number
  readonly bytes: number
}

function layOut(trees: readonly Tree[], columns: number): Layout | undefined {
  const align = (n: number) => Math.ceil(n / 64) * 64
  const nodes = trees.reduce((sum, { left }) => sum + left.length, 0)
  const firstValue = align(FIRST_NODE + nodes * NODE_BYTES)
  const treesAt = align(firstValue + nodes * 4)
  const rowsAt = align(treesAt + trees.length * TREE_BYTES)
  const outAt = align(rowsAt + BLOCK_ROWS * columns * 4)
  const bytes = outAt + BLOCK_ROWS * 4
  if (bytes > MAX_BYTES) return undefined
  return { treesAt, rowsAt, outAt, valuesAt: firstValue - FIRST_NODE / 4, bytes }
}

function fill(memory: DataView, trees: readonly Tree[], { treesAt, valuesAt }: Layout): void {
  let next = FIRST_NODE
  for (const [index, tree] of trees.entries()) {
    const root = next
    next += NODE_BYTES
    let depth = 0
    // Breadth first, so that siblings lie side by side and a level's nodes near each other.
    const queue: [node: number, address: number, level: number][] = [[0, root, 0]]
    for (let head = 0; head < queue.length; head += 1) {
      const [node, address, level] = queue[head] as (typeof queue)[number]
      const left = tree.left[node] as number
      if (left < 0) {
        depth = Math.max(depth, level)
        writeNode(memory, address, 0, Number.NaN, address, 0)
        memory.setFloat32(valuesAt + address / 4, tree.value[node] as number, true)
        continue
      }
      writeNode(memory, address, (tree.feature[node] as number) * 4, tree.value[node] as number, next, tree.defaultLeft[node] ? 0 : 1)
      queue.push([left, next, level + 1], [tree.right[node] as number, next + NODE_BYTES, level + 1])
      next += 2 * NODE_BYTES
    }
    memory.setInt32(treesAt + index * TREE_BYTES, root, true)
    memory.setInt32(treesAt + index * TREE_BYTES + 4, depth, true)
  }
}

function writeNode(memory: DataView, address: number, featureOffset: number, threshold: number, left: number, missingRight: number): void {
  memory.setInt32(address, featureOffset, true)
  memory.setFloat32(address + 4, threshold, true)
  memory.setInt32(address + 8, left, true)
  memory.setInt32(address + 12, missingRight, true)
}
