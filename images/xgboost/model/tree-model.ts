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
  /** Trees of a plain gbtree model with one output; undefined for everything that only libxgboost evaluates (dart, gblinear, several outputs, categories). */
  readonly trees?: readonly Tree[]
}

/** Reads the description out of a model's bytes in any of libxgboost's formats. @throws Error when they are none of them. */
export function describeModel(bytes: Buffer): ModelDescription {
  if (bytes[0] !== 0x7b) return readLegacyModel(bytes)
  // Both begin with a brace; in JSON white space or a quote follows, in UBJSON the type of a length.
  return readJsonModel(/[\s"]/.test(String.fromCharCode(bytes[1] ?? 0)) ? JSON.parse(bytes.toString('utf8')) : readUbjson(bytes))
}
