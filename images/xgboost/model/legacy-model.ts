import type { ModelDescription, Tree } from './tree-model.ts'

const LEARNER_PARAMETERS = 136
const GBTREE_PARAMETERS = 160
const TREE_PARAMETERS = 148
const NODE = 20
const NODE_STATISTICS = 16

/**
 * Reads libxgboost's binary format (0.72 – 1.7; from 1.0 on it begins with `binf`): C structures as they lie in memory, little-endian.
 * Source: dmlc/xgboost, `src/learner.cc`, `src/gbm/gbtree_model.h`, `src/tree` of those versions.
 */
export function readLegacyModel(bytes: Buffer): ModelDescription {
  let at = bytes.toString('latin1', 0, 4) === 'binf' ? 4 : 0
  if (bytes.length < at + LEARNER_PARAMETERS + 16) throw new Error('the file is no XGBoost model')
  const baseScore = bytes.readFloatLE(at)
  const columns = bytes.readUInt32LE(at + 4)
  const classes = bytes.readInt32LE(at + 8)
  const majorVersion = bytes.readUInt32LE(at + 20)
  at += LEARNER_PARAMETERS
  const text = () => {
    const length = bytes.length < at + 8 ? 65 : Number(bytes.readBigUInt64LE(at))
    if (length > 64 || bytes.length < at + 8 + length) throw new Error('the file is no XGBoost model')
    at += 8 + length
    return bytes.toString('latin1', at - length, at)
  }
  const objective = text()
  const booster = text()
  const found = booster === 'gbtree' || booster === 'dart' ? readTrees(bytes, at, booster === 'dart') : undefined
  // Before 1.0 the base score was saved already transformed.
  const { groups, ...trees } = found ?? {}
  return { objective, columns, classes, baseScore, baseIsMargin: majorVersion < 1, ...trees, ...(groups && classes > 1 && { treeGroups: groups }) }
}

interface FoundTrees {
  readonly trees: readonly Tree[]
  readonly groups: Int32Array
  readonly treeWeights?: Float32Array
}

/** Trees, then the output of each, then (dart) a counted list of weights. */
function readTrees(bytes: Buffer, start: number, weighted: boolean): FoundTrees | undefined {
  const short = () => new Error('the model file is cut short')
  if (bytes.length < start + GBTREE_PARAMETERS) throw short()
  const count = bytes.readInt32LE(start)
  const leafVector = bytes.readInt32LE(start + 28)
  if (leafVector > 0) return undefined
  const trees: Tree[] = []
  let at = start + GBTREE_PARAMETERS
  for (let index = 0; index < count; index += 1) {
    if (bytes.length < at + TREE_PARAMETERS) throw short()
    const nodes = bytes.readInt32LE(at + 4)
    const first = at + TREE_PARAMETERS
    at = first + nodes * (NODE + NODE_STATISTICS)
    if (nodes < 1 || at > bytes.length) throw short()
    trees.push(readTree(bytes, first, nodes))
  }
  if (bytes.length < at + 4 * trees.length) throw short()
  const groups = Int32Array.from(trees, (_, index) => bytes.readInt32LE(at + 4 * index))
  at += 4 * trees.length
  if (!weighted || trees.length === 0) return { trees, groups }
  if (bytes.length < at + 8 + 4 * trees.length || Number(bytes.readBigUInt64LE(at)) !== trees.length) throw short()
  return { trees, groups, treeWeights: Float32Array.from(trees, (_, index) => bytes.readFloatLE(at + 8 + 4 * index)) }
}

function readTree(bytes: Buffer, first: number, nodes: number): Tree {
  const tree = {
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    feature: new Int32Array(nodes),
    value: new Float32Array(nodes),
    defaultLeft: new Uint8Array(nodes),
  }
  for (let node = 0; node < nodes; node += 1) {
    const at = first + node * NODE
    const split = bytes.readUInt32LE(at + 12)
    tree.left[node] = bytes.readInt32LE(at + 4)
    tree.right[node] = bytes.readInt32LE(at + 8)
    tree.feature[node] = split & 0x7fffffff
    tree.defaultLeft[node] = split >>> 31
    tree.value[node] = bytes.readFloatLE(at + 16)
  }
  return tree
}
