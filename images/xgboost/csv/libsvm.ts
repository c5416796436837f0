import { type ParsedNumber, parseNumber } from './number.ts'

/** Compressed sparse rows with labels. */
export interface SparseTable {
  readonly rowStarts: BigUint64Array<ArrayBuffer>
  readonly indices: Uint32Array<ArrayBuffer>
  readonly values: Float32Array<ArrayBuffer>
  readonly labels: Float32Array
  readonly weights?: Float32Array
  readonly rows: number
  readonly columns: number
}

/** A feature's index must fit this: a larger one is a damaged file, and a dense row of it could not be served. */
const MAX_INDEX = 2 ** 31 - 2

/**
 * Reads `<label>[:<weight>] [qid:<n>] <index>:<value> …` lines as libxgboost's loader does: indices as they stand (0-based), numbers in its float32 arithmetic.
 * @throws Error in a sentence when an index is none.
 */
export function parseLibsvm(files: readonly Uint8Array[]): SparseTable {
  const starts: bigint[] = [0n]
  const indices: number[] = []
  const values: number[] = []
  const labels: number[] = []
  const weights: number[] = []
  let columns = 0
  const number: ParsedNumber = { value: 0, next: 0 }
  for (const bytes of files) {
    for (const line of Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      .toString('latin1')
      .split(/[\r\n]+/)) {
      const [head, ...cells] =
        line
          .split('#', 1)[0]
          ?.trim()
          .split(/[ \t]+/) ?? []
      if (!head) continue
      const [label, weight] = head.split(':')
      labels.push(read(label ?? '', number))
      if (weight !== undefined) weights.push(read(weight, number))
      for (const cell of cells) {
        const [name, text] = cell.split(':')
        if (name === 'qid') continue
        const index = Number(name)
        if (!Number.isInteger(index) || index < 0 || index > MAX_INDEX) throw new Error(`'${cell.slice(0, 50)}' is not <index>:<value>`)
        indices.push(index)
        values.push(text === undefined ? 1 : read(text, number))
        if (index >= columns) columns = index + 1
      }
      starts.push(BigInt(indices.length))
    }
  }
  return {
    rowStarts: BigUint64Array.from(starts),
    indices: Uint32Array.from(indices),
    values: Float32Array.from(values),
    labels: Float32Array.from(labels),
    ...(weights.length === labels.length && weights.length > 0 && { weights: Float32Array.from(weights) }),
    rows: labels.length,
    columns,
  }
}

const read = (text: string, out: ParsedNumber) => parseNumber(Buffer.from(text, 'latin1'), 0, text.length, out).value
