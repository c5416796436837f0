import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sniffDelimiter } from '../csv/delimiter.ts'
import { parseLibsvm } from '../csv/libsvm.ts'
import { parseTrainingCsv } from '../csv/training-csv.ts'
import type { DMatrix } from '../engine/dmatrix.ts'
import type { Engine } from '../engine/libxgboost.ts'
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

interface Options {
  readonly format: DataFormat
  /** The second CSV column holds weights. */
  readonly weights: boolean
  readonly threads: number
}

/** Loads a channel's files. @throws UserError in the image's words when they cannot be what the content type says. */
export async function loadData(engine: Engine, image: ImageVersion, files: readonly InputFile[], options: Options): Promise<LoadedData> {
  const named = files.filter(({ path: file }) => !path.basename(file).startsWith('_'))
  if (options.format === 'parquet') return loadParquet(engine, named, options)
  const contents = named.map(({ path: file }) => readContent(file))
  if (options.format === 'recordio-protobuf') return loadRecordio(engine, contents, options)
  return options.format === 'csv' ? loadCsv(engine, image, named, contents, options) : loadLibsvm(engine, image, named, contents)
}

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

async function loadParquet(engine: Engine, files: readonly InputFile[], { threads }: Options): Promise<LoadedData> {
  try {
    const { readParquet } = await import('../parquet/read-parquet.ts')
    const { cells, labels, rows, columns } = await readParquet(files.map((file) => file.path))
    return { matrix: labelled(engine.matrix(cells, rows, columns, threads), labels, undefined), rows, columns, entries: rows * columns }
  } catch (error) {
    throw new UserError(`Failed to load parquet data with exception:\n${(error as Error).message}`)
  }
}

function loadRecordio(engine: Engine, contents: readonly Buffer[], { threads }: Options): LoadedData {
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

function loadCsv(engine: Engine, image: ImageVersion, files: readonly InputFile[], contents: readonly Buffer[], options: Options): LoadedData {
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
