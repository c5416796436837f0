import { BodyError } from './inference-csv.ts'

/** Sparse rows of a request in compressed form. */
export interface SparseRows {
  readonly rowStarts: BigUint64Array<ArrayBuffer>
  readonly indices: Uint32Array<ArrayBuffer>
  readonly values: Float32Array<ArrayBuffer>
  readonly rows: number
  readonly columns: number
}

const MAX_INDEX = 2 ** 31 - 2

/**
 * Reads `[<label>] <index>:<value> …` lines as the image does: cells are what holds a colon, rows at the end without a cell vanish, and indices that never
 * are 0 count from 1. @throws BodyError in Python's words.
 */
export function parseInferenceLibsvm(bytes: Buffer): SparseRows {
  const starts: bigint[] = [0n]
  const indices: number[] = []
  const values: number[] = []
  let lastRow = -1
  for (const [row, line] of bytes.toString('utf8').split('\n').entries()) {
    for (const cell of line.split(' ')) {
      if (!cell.includes(':')) continue
      const [name = '', text = ''] = cell.split(':')
      indices.push(integer(name))
      values.push(float(text))
      lastRow = row
    }
    starts.push(BigInt(indices.length))
  }
  if (indices.length === 0) throw new BodyError("<class 'ValueError'>", 'cannot infer dimensions from zero sized index arrays')
  const shift = indices.every((index) => index >= 1) ? 1 : 0
  return {
    rowStarts: BigUint64Array.from(starts.slice(0, lastRow + 2)),
    indices: Uint32Array.from(indices, (index) => index - shift),
    values: Float32Array.from(values),
    rows: lastRow + 1,
    columns: indices.reduce((most, index) => Math.max(most, index - shift + 1), 0),
  }
}

function integer(text: string): number {
  const value = Number(text)
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw new BodyError("<class 'ValueError'>", `invalid literal for int() with base 10: '${text.slice(0, 200)}'`)
  if (value < 0) throw new BodyError("<class 'ValueError'>", 'negative column index found')
  if (value > MAX_INDEX) throw new BodyError("<class 'ValueError'>", 'column index exceeds matrix dimensions')
  return value
}

function float(text: string): number {
  const value = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : /^\s*nan\s*$/i.test(text) ? Number.NaN : undefined
  if (value === undefined) throw new BodyError("<class 'ValueError'>", `could not convert string to float: '${text.slice(0, 200)}'`)
  return value
}
