import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { parquetMetadata, parquetRead } from 'hyparquet'
import type { ParquetSource } from './parquet-source.ts'

/** Row-major float32 cells, the label apart; NaN is missing. */
export interface ParquetTable {
  readonly cells: Float32Array
  readonly labels: Float32Array
  readonly rows: number
  readonly columns: number
}

/** More cells than this are not even tried: a damaged file may claim any number. */
const MAX_CELLS = 2 ** 31
/** One page of a parquet file is far smaller; a bomb is not. */
const MAX_PAGE_BYTES = 2 ** 30

const bounded = { maxOutputLength: MAX_PAGE_BYTES }
const compressors = {
  GZIP: (bytes: Uint8Array) => gunzipSync(bytes, bounded),
  BROTLI: (bytes: Uint8Array) => brotliDecompressSync(bytes, bounded),
  ZSTD: (bytes: Uint8Array) => zstdDecompressSync(bytes, bounded),
}

interface OpenFile {
  readonly path: string
  readonly file: ArrayBuffer
  readonly metadata: ReturnType<typeof parquetMetadata>
  readonly names: readonly string[]
  readonly rows: number
}

/**
 * Reads parquet files one after another, as pyarrow and pandas hand them to XGBoost: the first column is the label, all columns are numbers or booleans,
 * null is missing. @throws Error in a sentence
 */
export async function readParquet(sources: readonly ParquetSource[]): Promise<ParquetTable> {
  const files = sources.map(open)
  const [first] = files as [OpenFile]
  for (const { path, names } of files) {
    if (names.join('\n') !== first.names.join('\n')) throw new Error(`${path} has other columns than ${first.path}.`)
  }
  const rows = files.reduce((sum, file) => sum + file.rows, 0)
  const columns = first.names.length - 1
  if (rows * (columns + 1) > MAX_CELLS) throw new Error(`${rows} rows of ${columns + 1} columns are too many.`)
  const cells = new Float32Array(rows * columns).fill(Number.NaN)
  const labels = new Float32Array(rows).fill(Number.NaN)
  let start = 0
  for (const { file, metadata, names, rows: count } of files) {
    const places = new Map(names.map((name, index) => [name, index - 1]))
    const base = start
    await parquetRead({
      file,
      metadata,
      compressors,
      onChunk: ({ columnName, columnData, rowStart }) => {
        const place = places.get(columnName)
        if (place === undefined) throw new Error(`column ${columnName} is nested.`)
        for (let index = 0; index < columnData.length; index += 1) {
          const row = base + rowStart + index
          if (row >= base + count) throw new Error(`column ${columnName} is longer than the table.`)
          const value = toNumber(columnData[index], columnName)
          if (place < 0) labels[row] = value
          else cells[row * columns + place] = value
        }
      },
    })
    start += count
  }
  return { cells, labels, rows, columns }
}

function open({ name: path, read }: ParquetSource): OpenFile {
  const bytes = read()
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  if (bytes.toString('latin1', 0, 4) !== 'PAR1' || bytes.toString('latin1', bytes.length - 4) !== 'PAR1') {
    throw new Error('Parquet magic bytes not found in footer. Either the file is corrupted or this is not a parquet file.')
  }
  const metadata = parquetMetadata(file)
  const names = metadata.schema.slice(1).map(({ name }) => name)
  const rows = Number(metadata.num_rows)
  if (names.length === 0) throw new Error('the file has no columns.')
  if (!Number.isSafeInteger(rows) || rows < 0) throw new Error('the file is damaged: its number of rows is impossible.')
  return { path, file, metadata, names, rows }
}

function toNumber(value: unknown, column: string): number {
  if (typeof value === 'number') return value
  if (value === null || value === undefined) return Number.NaN
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value)
  if (typeof value === 'string') throw new Error(`could not convert string to float: '${value.slice(0, 100)}'`)
  throw new Error(`column ${column} holds values that are no numbers.`)
}
