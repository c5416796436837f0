import { type ParsedNumber, parseNumber } from './number.ts'

/** A labelled table: row-major float32 cells, NaN where a value is missing. */
export interface TrainingTable {
  readonly cells: Float32Array
  readonly labels: Float32Array
  /** Instance weights, when the second column holds them (`csv_weights`). */
  readonly weights?: Float32Array
  readonly rows: number
  readonly columns: number
  /** Cells without a value. */
  readonly missing: number
}

const TAB = 9
const BLANK = 32
const NEWLINE = 10
const RETURN = 13
const MINUS = 45
const POINT = 46
const POWERS = Float64Array.from({ length: 16 }, (_, k) => 10 ** k)
const f32 = Math.fround

/**
 * Reads CSV files without a header: the label first, then (with `weights`) the weight, then the features. The numbers come out bit-equal to libxgboost's
 * text loader. Rows may differ in length: what lacks is missing.
 * @throws Error in the loader's words when a row has no feature.
 */
export function parseTrainingCsv(files: readonly Uint8Array[], { delimiter, weights }: { delimiter: string; weights: boolean }): TrainingTable {
  const builder = new TableBuilder(delimiter.charCodeAt(0), weights ? 2 : 1)
  for (const bytes of files) builder.read(bytes)
  return builder.table()
}

class TableBuilder {
  readonly #delimiter: number
  /** Columns before the first feature. */
  readonly #lead: number
  readonly #cell: ParsedNumber = { value: 0, next: 0 }
  #cells = new Float32Array(0)
  #labels = new Float32Array(0)
  #weights = new Float32Array(0)
  #capacity = 0
  #columns = 0
  #rows = 0
  #missing = 0

  constructor(delimiter: number, lead: number) {
    this.#delimiter = delimiter
    this.#lead = lead
  }

  read(bytes: Uint8Array): void {
    const end = bytes.length
    let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
    while (at < end) {
      const code = bytes[at] as number
      if (code === NEWLINE || code === RETURN) {
        at += 1
        continue
      }
      if (this.#rows === this.#capacity) this.#grow(bytes, at)
      at = this.#readRow(bytes, at, end)
      this.#rows += 1
    }
  }

  /** One row from `start`; returns the offset of its end. The commonest cells (one digit, plain decimals) are read inline: this loop is the cost of loading. */
  #readRow(bytes: Uint8Array, start: number, end: number): number {
    const delimiter = this.#delimiter
    let columns = this.#columns
    let cells = this.#cells
    let out = this.#rows * columns
    let column = -this.#lead
    let at = start
    for (;;) {
      const first = at
      let code = bytes[at] as number
      let negative = false
      if (code === MINUS) {
        negative = true
        code = bytes[++at] as number
      }
      const digits = at
      let value = 0
      let count = 0
      if (bytes[at + 1] === delimiter && code >= 48 && code <= 57) {
        // The commonest cell of one-hot data: a single digit.
        value = negative ? 48 - code : code - 48
        at += 1
      } else {
        for (; code >= 48 && code <= 57; code = bytes[++at] as number) value = value * 10 + (code - 48)
        count = at - digits
        value = f32(value)
        if (code === POINT) {
          const point = ++at
          let fraction = 0
          for (code = bytes[at] as number; code >= 48 && code <= 57; code = bytes[++at] as number) fraction = fraction * 10 + (code - 48)
          const places = at - point
          count += places
          if (places <= 15) value = f32(value + f32(fraction / (POWERS[places] as number)))
        }
        if (negative) value = -value
        if (count === 0 || count > 15 || (at < end && code !== delimiter && code !== NEWLINE && code !== RETURN)) {
          at = this.#readOddCell(bytes, first, end)
          value = this.#cell.value
        }
      }
      if (column >= 0) {
        if (column === columns) {
          this.#widen(column + 1)
          cells = this.#cells
          columns = this.#columns
          out = this.#rows * columns + column
        }
        cells[out++] = value
        if (Number.isNaN(value)) this.#missing += 1
      } else this.#setLead(column, value)
      column += 1
      if (at >= end || bytes[at] !== delimiter) break
      at += 1
      // A delimiter at the end of a line opens no further cell.
      if (at >= end || bytes[at] === NEWLINE || bytes[at] === RETURN) break
    }
    if (column <= 0) throw noDelimiter(String.fromCharCode(delimiter))
    for (; column < columns; column += 1, this.#missing += 1) cells[out++] = Number.NaN
    return at
  }

  /**
   * A cell that is not a plain decimal; returns where the cell ends. Text that is no number is a missing value. The loader skips white space before a
   * number, delimiters among it: in a file delimited by tabs or blanks an empty cell swallows the next one.
   */
  #readOddCell(bytes: Uint8Array, start: number, end: number): number {
    const delimiter = this.#delimiter
    const atLineEnd = (at: number) => at >= end || bytes[at] === NEWLINE || bytes[at] === RETURN
    let stop = start
    if (delimiter === TAB || delimiter === BLANK) while (!atLineEnd(stop)) stop += 1
    else while (!atLineEnd(stop) && bytes[stop] !== delimiter) stop += 1
    const { next } = parseNumber(bytes, start, stop, this.#cell)
    if (next === start) this.#cell.value = Number.NaN
    stop = next
    while (!atLineEnd(stop) && bytes[stop] !== delimiter) stop += 1
    return stop
  }

  /** Label or weight; the loader reads 0 where there is no number. */
  #setLead(column: number, value: number): void {
    const target = column === -this.#lead ? this.#labels : this.#weights
    target[this.#rows] = Number.isNaN(value) ? 0 : value
  }

  #grow(bytes: Uint8Array, at: number): void {
    let lineEnd = at
    let delimiters = 0
    for (; lineEnd < bytes.length && bytes[lineEnd] !== NEWLINE && bytes[lineEnd] !== RETURN; lineEnd += 1)
      if (bytes[lineEnd] === this.#delimiter) delimiters += 1
    if (this.#rows === 0) this.#columns = Math.max(0, delimiters + 1 - this.#lead - (bytes[lineEnd - 1] === this.#delimiter ? 1 : 0))
    const expected = Math.ceil(((bytes.length - at) / (lineEnd - at + 1)) * 1.1) + 16
    this.#capacity = this.#rows + Math.max(expected, this.#rows >> 1)
    this.#cells = enlarged(this.#cells, this.#capacity * this.#columns)
    this.#labels = enlarged(this.#labels, this.#capacity)
    if (this.#lead === 2) this.#weights = enlarged(this.#weights, this.#capacity)
  }

  /** Gives every row so far more columns: rare, a file whose first line is shorter than others. */
  #widen(columns: number): void {
    const wider = new Float32Array(this.#capacity * columns).fill(Number.NaN, 0, (this.#rows + 1) * columns)
    for (let row = 0; row <= this.#rows; row += 1) wider.set(this.#cells.subarray(row * this.#columns, (row + 1) * this.#columns), row * columns)
    this.#missing += this.#rows * (columns - this.#columns)
    this.#cells = wider
    this.#columns = columns
  }

  table(): TrainingTable {
    const rows = this.#rows
    const columns = this.#columns
    return {
      cells: this.#cells.subarray(0, rows * columns),
      labels: this.#labels.subarray(0, rows),
      ...(this.#lead === 2 && { weights: this.#weights.subarray(0, rows) }),
      rows,
      columns,
      missing: this.#missing,
    }
  }
}

function enlarged(values: Float32Array<ArrayBuffer>, length: number): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(length)
  larger.set(values)
  return larger
}

const noDelimiter = (delimiter: string) =>
  new Error(`Delimiter '${delimiter}' is not found in the line. Expected '${delimiter}' as the delimiter to separate fields.`)
