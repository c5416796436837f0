import { checkTrees } from './check-trees.ts'
import { readJsonModel } from './json-model.ts'
import { readLegacyModel } from './legacy-model.ts'
import { readUbjson } from './ubjson.ts'

/** One regression tree in parallel arrays; node 0 is the root. */
export interface Tree {
  /** -1 marks a leaf. */
  readonly left: ArrayLike<number>
  readonly right: ArrayLike<number>
  readonly feature: ArrayLike<number>
  /** A split's threshold (below goes left) or a leaf's value, float32. */
  readonly value: ArrayLike<number>
  readonly defaultLeft: ArrayLike<number | boolean>
}

/** What a model file says, as far as serving needs it. */
export interface ModelDescription {
  readonly objective: string
  readonly columns: number
  readonly classes: number
  /** As the file has it; `baseIsMargin` tells whether it still has to be transformed. */
  readonly baseScore: number
  readonly baseIsMargin: boolean
  /** Trees of a gbtree or dart model; undefined for what only libxgboost evaluates (gblinear, several targets, categories). */
  readonly trees?: readonly Tree[]
  /** Which output a tree adds to; undefined when there is one output. */
  readonly treeGroups?: ArrayLike<number>
  /** Dart: what a tree's leaves are multiplied by. */
  readonly treeWeights?: ArrayLike<number>
}

/** Reads the description out of a model's bytes in any of libxgboost's formats. @throws Error when they are none of them. */
export function describeModel(bytes: Buffer): ModelDescription {
  const model = readModel(bytes)
  checkTrees(model)
  return model
}

function readModel(bytes: Buffer): ModelDescription {
  if (bytes[0] !== 0x7b) return readLegacyModel(bytes)
  // Both begin with a brace; in JSON white space or a quote follows, in UBJSON the type of a length.
  return readJsonModel(/[\s"]/.test(String.fromCharCode(bytes[1] ?? 0)) ? JSON.parse(bytes.toString('utf8')) : readUbjson(bytes))
}
