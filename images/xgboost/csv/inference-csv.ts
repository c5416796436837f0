/** Rows of features without a label. */
export interface InferenceTable {
  readonly cells: Float32Array
  readonly rows: number
  readonly columns: number
  /** Some cell is infinite: libxgboost has words of its own for that. */
  readonly infinite: boolean
}

const COMMA = 44
const NEWLINE = 10
const RETURN = 13
const MINUS = 45
const POINT = 46
const POWERS = Float64Array.from({ length: 23 }, (_, k) => 10 ** k)
const PYTHON_FLOAT = /^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d+(_\d+)*)?$/i

/** A body that Python's image could not read either; `python` is the class that it names. */
export class BodyError extends Error {
  readonly python: string
  constructor(python: string, message: string) {
    super(message)
    this.python = python
  }
}

/**
 * Reads a request's rows as the image does: each cell through float64 (the nearest one) into float32, which is not how training data is read.
 * An empty cell is missing. `bytes` is stripped of white space at both ends.
 * @throws BodyError in the words of Python and NumPy.
 */
export function parseInferenceCsv(bytes: Buffer, delimiter: string): InferenceTable {
  const separator = delimiter.length === 1 ? delimiter.charCodeAt(0) : COMMA
  const end = bytes.length
  let cells = new Float32Array(Math.max(64, end >> 1))
  let out = 0
  let rows = 0
  let columns = 0
  let at = 0
  let infinite = false
  while (at <= end) {
    let column = 0
    for (;;) {
      if (out === cells.length) cells = grown(cells)
      const first = at
      let code = bytes[at]
      const negative = code === MINUS
      if (negative) code = bytes[++at]
      const start = at
      const after = bytes[at + 1]
      if ((after === separator || after === NEWLINE) && code !== undefined && code >= 48 && code <= 57) {
        // The commonest cell of one-hot data: a single digit.
        cells[out++] = negative ? 48 - code : code - 48
        column += 1
        at += 1
        if (after === NEWLINE) break
        at += 1
        continue
      }
      let mantissa = 0
      let places = 0
      for (; code !== undefined && code >= 48 && code <= 57; code = bytes[++at]) mantissa = mantissa * 10 + (code - 48)
      let digits = at - start
      if (code === POINT) {
        const point = ++at
        for (code = bytes[at]; code !== undefined && code >= 48 && code <= 57; code = bytes[++at]) mantissa = mantissa * 10 + (code - 48)
        places = at - point
        digits += places
      }
      // Up to 15 digits the whole number and the power of ten are exact, and one division rounds once.
      let value = places > 0 ? mantissa / (POWERS[places] as number) : mantissa
      if (negative) value = -value
      if (digits === 0 || digits > 15 || (at < end && code !== separator && code !== NEWLINE)) {
        while (at < end && bytes[at] !== separator && bytes[at] !== NEWLINE) at += 1
        value = oddCell(bytes.toString('utf8', first, at))
        if (!Number.isFinite(Math.fround(value)) && !Number.isNaN(value)) infinite = true
      }
      cells[out++] = value
      column += 1
      if (at >= end || bytes[at] === NEWLINE) break
      at += 1
    }
    if (rows === 0) columns = column
    else if (column !== columns) throw ragged(countRows(bytes))
    rows += 1
    at += 1
  }
  return { cells: cells.subarray(0, out), rows, columns, infinite }
}

function oddCell(text: string): number {
  if (text === '') return Number.NaN
  const trimmed = text.trim()
  if (PYTHON_FLOAT.test(trimmed)) return Number(trimmed.replaceAll('_', ''))
  const named = /^([+-]?)(inf|infinity|nan)$/i.exec(trimmed)
  if (!named) throw new BodyError("<class 'ValueError'>", `could not convert string to float: '${text.slice(0, 200)}'`)
  if (named[2]?.toLowerCase() === 'nan') return Number.NaN
  return named[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}

function grown(cells: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(cells.length * 2)
  larger.set(cells)
  return larger
}

const countRows = (bytes: Buffer) => bytes.reduce((count, byte) => count + (byte === NEWLINE ? 1 : 0), 1)

const ragged = (rows: number) =>
  new BodyError(
    "<class 'ValueError'>",
    `setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (${rows},) + inhomogeneous part.`,
  )

/** Python's `bytes.strip()`. */
export function strip(bytes: Buffer): Buffer {
  const isSpace = (code: number | undefined) => code !== undefined && (code === 32 || (code >= 9 && code <= RETURN))
  let start = 0
  let end = bytes.length
  while (start < end && isSpace(bytes[start])) start += 1
  while (end > start && isSpace(bytes[end - 1])) end -= 1
  return bytes.subarray(start, end)
}
