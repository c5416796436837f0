import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sniffDelimiter } from '../csv/delimiter.ts'
import { parseInferenceCsv, strip } from '../csv/inference-csv.ts'
import { parseLibsvm } from '../csv/libsvm.ts'
import { parseTrainingCsv } from '../csv/training-csv.ts'
import type { DMatrix } from '../engine/dmatrix.ts'
import type { Engine } from '../engine/libxgboost.ts'
import { type ParquetSource, splitParquet } from '../parquet/parquet-source.ts'
import { recordTable } from '../recordio/record-table.ts'
import type { ImageVersion } from '../versions.ts'
import type { DataFormat } from './configuration.ts'
import { UserError } from './failure.ts'
import type { InputFile } from './input-files.ts'
import { log } from './log.ts'

/** A channel's data in libxgboost's hands, with the figures that logs tell. */
export interface LoadedData {
  readonly matrix: DMatrix
  readonly rows: number
  readonly columns: number
  readonly entries: number
}

export interface LoadOptions {
  readonly format: DataFormat
  /** The second CSV column holds weights. */
  readonly weights: boolean
  readonly threads: number
  /** Pipe mode: what was read of each pipe, because a pipe gives its bytes only once. */
  readonly pipes?: Map<string, Buffer>
}

/** Loads a channel's files; undefined when a pipe brought nothing. @throws UserError in the image's words when they cannot be what the content type says. */
export async function loadData(engine: Engine, image: ImageVersion, files: readonly InputFile[], options: LoadOptions): Promise<LoadedData | undefined> {
  if (options.pipes) return loadPipes(engine, files, options, options.pipes)
  const named = files.filter(({ path: file }) => !path.basename(file).startsWith('_'))
  if (options.format === 'parquet')
    return loadParquet(
      engine,
      named.map(({ path: name }) => ({ name, read: () => readFileSync(name) })),
      options,
    )
  const contents = named.map(({ path: file }) => readContent(file))
  if (options.format === 'recordio-protobuf') return loadRecordio(engine, contents, options)
  return options.format === 'csv' ? loadCsv(engine, image, named, contents, options) : loadLibsvm(engine, image, named, contents)
}

/** A pipe's content is not looked at beforehand, and its cells are read by another reader than a file's: to the nearest float64 first. */
async function loadPipes(engine: Engine, files: readonly InputFile[], options: LoadOptions, read: Map<string, Buffer>): Promise<LoadedData | undefined> {
  const contents = files.map(({ path: pipe }) => read.get(pipe) ?? read.set(pipe, readContent(pipe)).get(pipe) ?? Buffer.alloc(0))
  if (contents.every((bytes) => bytes.length === 0)) return undefined
  const shown = files.map(({ path: pipe }) => `'${pipe.replace(/_0$/, '')}'`).join(', ')
  log('INFO', `files path: [${shown}]`)
  if (options.format === 'parquet') return loadParquet(engine, contents.flatMap(splitParquet), options)
  return options.format === 'recordio-protobuf' ? loadRecordio(engine, contents, options) : loadPipedCsv(engine, contents, options)
}

function loadPipedCsv(engine: Engine, contents: readonly Buffer[], { weights, threads }: LoadOptions): LoadedData {
  try {
    const { cells, rows, columns } = parseInferenceCsv(strip(Buffer.concat(contents.flatMap((bytes) => [bytes, NEWLINE]))), ',')
    const leading = weights ? 2 : 1
    if (columns <= leading) throw new Error(`a row has ${columns} columns only`)
    const column = (index: number) => Float32Array.from({ length: rows }, (_, row) => cells[row * columns + index] as number)
    const features = new Float32Array(rows * (columns - leading))
    for (let row = 0; row < rows; row += 1) features.set(cells.subarray(row * columns + leading, (row + 1) * columns), row * (columns - leading))
    const matrix = labelled(engine.matrix(features, rows, columns - leading, threads), column(0), weights ? column(1) : undefined)
    return { matrix, rows, columns: columns - leading, entries: features.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0) }
  } catch (error) {
    throw new UserError(`Failed to load csv data with exception:\n${(error as Error).message}`)
  }
}

const NEWLINE = Buffer.from('\n')

/** Node reads no file of 2 GiB and more in one piece. */
function readContent(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_FS_FILE_TOO_LARGE') throw error
    throw new UserError(`File '${path.basename(file)}' is 2 GiB or larger; Kenja's XGBoost reads smaller ones only. Please split it.`)
  }
}

const NO_LABELS =
  'Got input data without labels. Please check the input data set. If training job is running on multiple instances, please switch to using single instance if number of records in the data set is less than number of workers (16 * number of instance) in the cluster.'

async function loadParquet(engine: Engine, files: readonly ParquetSource[], { threads }: LoadOptions): Promise<LoadedData> {
  try {
    const { readParquet } = await import('../parquet/read-parquet.ts')
    const { cells, labels, rows, columns } = await readParquet(files)
    return { matrix: labelled(engine.matrix(cells, rows, columns, threads), labels, undefined), rows, columns, entries: rows * columns }
  } catch (error) {
    throw new UserError(`Failed to load parquet data with exception:\n${(error as Error).message}`)
  }
}

function loadRecordio(engine: Engine, contents: readonly Buffer[], { threads }: LoadOptions): LoadedData {
  const read = () => {
    try {
      const table = recordTable(Buffer.concat(contents))
      const { rows, columns } = table
      const matrix =
        table.kind === 'dense' ? engine.matrix(table.cells, rows, columns, threads) : engine.sparseMatrix(table.rowStarts, table.indices, table.values, columns)
      if (table.labels) matrix.setInfo('label', table.labels)
      return { matrix, rows, columns, entries: rows * columns, labels: table.labels }
    } catch (error) {
      throw new UserError(`Failed to load recordio-protobuf data with exception:\n${(error as Error).message}`)
    }
  }
  const { labels, ...data } = read()
  if (!labels) throw new UserError(NO_LABELS)
  return data
}

const firstLine = (bytes: Buffer, limit = 1 << 20) => {
  const end = bytes.subarray(0, limit).indexOf(10)
  return bytes.toString('utf8', 0, end < 0 ? Math.min(bytes.length, limit) : end).replace(/\r$/, '')
}

function loadCsv(engine: Engine, image: ImageVersion, files: readonly InputFile[], contents: readonly Buffer[], options: LoadOptions): LoadedData {
  let delimiter = ','
  for (const [index, bytes] of contents.entries()) {
    const line = firstLine(bytes)
    const found = sniffDelimiter(line)
    if (found === undefined || /[\p{L}\p{N}]/u.test(found)) {
      throw new UserError(`Could not determine delimiter on line ${line.slice(0, 50)}:\nCould not determine delimiter`)
    }
    if (image.refusesHeaderLine) refuseHeaderLine(line, path.basename(files[index]?.path ?? ''))
    if (index === 0) delimiter = found
  }
  log('INFO', `Determined delimiter of CSV input is '${delimiter}'`)
  try {
    const { cells, labels, weights, rows, columns, missing } = parseTrainingCsv(contents, { delimiter, weights: options.weights })
    return { matrix: labelled(engine.matrix(cells, rows, columns, options.threads), labels, weights), rows, columns, entries: rows * columns - missing }
  } catch (error) {
    throw new UserError(`Failed to load csv data with exception:\n${(error as Error).message}`)
  }
}

function labelled(matrix: DMatrix, labels: Float32Array, weights: Float32Array | undefined): DMatrix {
  matrix.setInfo('label', labels)
  if (weights) matrix.setInfo('weight', weights)
  return matrix
}

/** A letter that belongs to no number (`1e-5`, `nan`, `inf`) makes a header line. The text is that of the 0.72 image's logs. */
function refuseHeaderLine(line: string, file: string): void {
  const word = line.split(/[^\p{L}\p{N}_.+-]+/u).find((cell) => /\p{L}/u.test(cell) && !/^[+-]?(nan|inf(inity)?|[\d.]+(e[+-]?\d+)?)$/i.test(cell))
  const letter = word?.match(/\p{L}/u)?.[0]
  if (letter === undefined) return
  throw new UserError(
    `Non-numeric value '${letter}' found in the header line '${line.slice(0, 50)}...' of file '${file}'. CSV format require no header line in it. If header line is already removed, XGBoost does not accept non-numeric value in the data.`,
  )
}

function loadLibsvm(engine: Engine, image: ImageVersion, files: readonly InputFile[], contents: readonly Buffer[]): LoadedData {
  for (const [index, bytes] of contents.entries()) checkLibsvm(firstLine(bytes), path.basename(files[index]?.path ?? ''), image)
  try {
    const { rowStarts, indices, values, labels, weights, rows, columns } = parseLibsvm(contents)
    return { matrix: labelled(engine.sparseMatrix(rowStarts, indices, values, columns), labels, weights), rows, columns, entries: values.length }
  } catch (error) {
    throw new UserError(`Failed to load libsvm data with exception:\n${(error as Error).message}`)
  }
}

function checkLibsvm(line: string, file: string, image: ImageVersion): void {
  const [label = '', ...cells] = line.trim().split(/\s+/)
  const numeric = label.split(':').length <= 2 && label.split(':').every((part) => part !== '' && !Number.isNaN(Number(part)))
  if (numeric && cells.every((cell) => cell.split(':').length === 2)) return
  if (image.refusesHeaderLine) {
    throw new UserError(
      `Blankspace and colon not found in firstline '${line.slice(0, 50)} ...' of file '${file}'. ContentType by defaullt is in libsvm. Please ensure the file is in libsvm format.`,
    )
  }
  throw new UserError(`First line '${line.slice(0, 50)}...' of file '${file}' is not 'LIBSVM' format. Please ensure the file is in 'LIBSVM' format.`)
}
