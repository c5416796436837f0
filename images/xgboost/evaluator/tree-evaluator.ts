import type { ModelDescription, Tree } from '../model/tree-model.ts'
import { expf, sigmoid } from './expf.ts'
import { newTreeWalk } from './wasm-module.ts'

/** Rows that are walked in one go; the module's memory holds as many. */
const BLOCK_ROWS = 2048
const NODE_BYTES = 16
const TREE_BYTES = 8
/** Address 0 stays free, so that a null address can never be a node. */
const FIRST_NODE = 1024
/** WebAssembly's memory ends at 4 GiB; a model that needs more than half of it stays with libxgboost. */
const MAX_BYTES = 2 ** 31

const f32 = Math.fround
const logit = (probability: number) => f32(-f32(Math.log(f32(f32(1 / probability) - 1))))
const identity = (value: number) => value

/** How a margin becomes a prediction and a base score a margin, by objective; what is not here or in `classTransforms` stays with libxgboost. */
const transforms: Readonly<Record<string, { readonly predict: (margin: number) => number; readonly base: (score: number) => number } | undefined>> = {
  ...Object.fromEntries(['binary:logistic', 'reg:logistic'].map((name) => [name, { predict: sigmoid, base: logit }])),
  ...Object.fromEntries(
    ['count:poisson', 'reg:gamma', 'reg:tweedie', 'survival:cox', 'survival:aft'].map((name) => [
      name,
      { predict: expf, base: (score) => f32(Math.log(score)) },
    ]),
  ),
  ...Object.fromEntries(
    [
      ...['binary:logitraw', 'reg:linear', 'reg:squarederror', 'reg:squaredlogerror', 'reg:pseudohubererror', 'reg:absoluteerror'],
      ...['rank:pairwise', 'rank:ndcg', 'rank:map'],
    ].map((name) => [name, { predict: identity, base: identity }]),
  ),
  'binary:hinge': { predict: (margin) => (margin > 0 ? 1 : 0), base: identity },
}

/** What becomes of a row's margins where there is one for each class: in place, or one value. */
const classTransforms: Readonly<Record<string, (margins: Float32Array) => Float32Array>> = {
  'multi:softprob': softmax,
  'multi:softmax': (margins) => Float32Array.of(margins.reduce((best, margin, index) => (margin > (margins[best] as number) ? index : best), 0)),
}

/** As libxgboost has it: float32 exponentials, summed in double. */
function softmax(margins: Float32Array): Float32Array {
  const largest = margins.reduce((most, margin) => Math.max(most, margin))
  let sum = 0
  for (let index = 0; index < margins.length; index += 1) sum += margins[index] = expf(f32((margins[index] as number) - largest))
  const divisor = f32(sum)
  for (let index = 0; index < margins.length; index += 1) margins[index] = (margins[index] as number) / divisor
  return margins
}

/**
 * Evaluates a gbtree or dart model without libxgboost: leaf values are added to the base margin in the trees' order, each sum rounded to float32,
 * so margins are bit-equal. Build it with `buildEvaluator`, and trust it only after `agrees`.
 */
export interface TreeEvaluator {
  /** Predictions (or margins) for row-major cells (NaN is missing), row by row. Rows may have fewer columns than the model; the rest is missing. */
  predict(cells: Float32Array, rows: number, columns: number, margin?: boolean): Float32Array
}

/**
 * When the base margin is added: before the trees, as newer versions do, or after them (0.72). It decides the last bit.
 * `base-logit`: before, but transformed as a probability even where predictions are margins (binary:logitraw of 1.0 – 1.2).
 */
export const baseOrders = ['base-first', 'base-last', 'base-logit'] as const
export type BaseOrder = (typeof baseOrders)[number]

/** Compiles a model, or tells (undefined) that it is not one for this evaluator. `treeLimit` 0 means all trees; with several outputs it counts for each. */
export function buildEvaluator(model: ModelDescription, order: BaseOrder, treeLimit = 0): TreeEvaluator | undefined {
  const groups = Math.max(model.classes, 1)
  const transform = transforms[model.objective]
  const classTransform = classTransforms[model.objective]
  if (!model.trees || model.columns === 0 || (groups > 1 ? !classTransform || !model.treeGroups : !transform)) return undefined
  const chosen = treesByGroup(model, groups, treeLimit)
  const trees = chosen.flat()
  const layout = layOut(trees, model.columns)
  if (!layout) return undefined
  const { mem, one, rows: walkRows } = newTreeWalk()
  mem.grow(Math.ceil(layout.bytes / 65_536))
  fill(new DataView(mem.buffer), trees, layout)
  const floats = new Float32Array(mem.buffer)
  const x = floats.subarray(layout.rowsAt / 4, layout.rowsAt / 4 + BLOCK_ROWS * model.columns)
  const out = floats.subarray(layout.outAt / 4, layout.outAt / 4 + BLOCK_ROWS)
  const start = order === 'base-logit' ? logit(model.baseScore) : model.baseIsMargin || !transform ? model.baseScore : transform.base(model.baseScore)
  const base = order === 'base-last' ? 0 : start
  const added = order === 'base-last' ? start : 0
  const width = model.columns

  const walk = (count: number, treesAt: number, size: number) => {
    const blocks = count & ~7
    if (blocks > 0) {
      out.fill(base, 0, blocks)
      walkRows(layout.rowsAt, blocks, width * 4, layout.outAt, treesAt, size, layout.valuesAt)
    }
    for (let row = blocks; row < count; row += 1) out[row] = one(layout.rowsAt + row * width * 4, treesAt, size, layout.valuesAt, base)
    if (added !== 0) for (let row = 0; row < count; row += 1) out[row] = (out[row] as number) + added
  }

  return {
    predict: (cells, rows, columns, margin = false) => {
      const result = new Float32Array(rows * groups)
      for (let first = 0; first < rows; first += BLOCK_ROWS) {
        const count = Math.min(BLOCK_ROWS, rows - first)
        if (columns === width) x.set(cells.subarray(first * width, (first + count) * width))
        else {
          x.fill(Number.NaN, 0, count * width)
          for (let row = 0; row < count; row += 1) x.set(cells.subarray((first + row) * columns, (first + row + 1) * columns), row * width)
        }
        for (let group = 0, treesAt = layout.treesAt; group < groups; group += 1) {
          const size = (chosen[group] as readonly Tree[]).length
          walk(count, treesAt, size)
          treesAt += size * TREE_BYTES
          if (groups > 1) for (let row = 0; row < count; row += 1) result[(first + row) * groups + group] = out[row] as number
          else if (margin || !transform) result.set(out.subarray(0, count), first)
          else for (let row = 0; row < count; row += 1) result[first + row] = transform.predict(out[row] as number)
        }
      }
      return groups === 1 || margin || !classTransform ? result : byRow(result, rows, groups, classTransform)
    },
  }
}

function byRow(margins: Float32Array, rows: number, groups: number, transform: (margins: Float32Array) => Float32Array): Float32Array {
  const row = (index: number) => transform(margins.subarray(index * groups, (index + 1) * groups))
  const first = row(0)
  const result = new Float32Array(rows * first.length)
  for (let index = 0; index < rows; index += 1) result.set(index === 0 ? first : row(index), index * first.length)
  return result
}

/** The trees of each output, in order; dart's weights are worked into the leaves. */
function treesByGroup({ trees = [], treeGroups, treeWeights }: ModelDescription, groups: number, treeLimit: number): Tree[][] {
  const counted = treeLimit > 0 ? trees.slice(0, treeLimit * groups) : trees
  const weighted = counted.map((tree, index) => (treeWeights ? weigh(tree, treeWeights[index] as number) : tree))
  return Array.from({ length: groups }, (_, group) => (groups > 1 ? weighted.filter((__, index) => treeGroups?.[index] === group) : weighted))
}

function weigh(tree: Tree, weight: number): Tree {
  return { ...tree, value: Float32Array.from(tree.value, (value, node) => ((tree.left[node] as number) < 0 ? value * weight : value)) }
}

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
