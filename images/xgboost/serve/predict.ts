import { sniffDelimiter } from '../csv/delimiter.ts'
import { BodyError, parseInferenceCsv, strip } from '../csv/inference-csv.ts'
import { parseInferenceLibsvm } from '../csv/inference-libsvm.ts'
import type { DMatrix } from '../engine/dmatrix.ts'
import { type Engine, XGBoostError } from '../engine/libxgboost.ts'
import { recordTable } from '../recordio/record-table.ts'
import type { LoadedModel } from './loaded-model.ts'
import { Refusal } from './refusal.ts'

/** Predictions of a request, `width` values a row. */
export interface Predictions {
  readonly values: Float32Array
  readonly rows: number
  readonly width: number
}

const contentTypes = [
  ...['csv', 'libsvm', 'parquet', 'recordio-protobuf', 'text/csv', 'text/libsvm', 'text/x-libsvm', 'application/x-parquet', 'application/x-recordio-protobuf'],
]

type BodyFormat = 'csv' | 'libsvm' | 'recordio-protobuf'

/** Rows of a request, read but not yet predicted. `matrix` makes libxgboost's form of them; the caller frees it. */
interface Rows {
  readonly format: BodyFormat
  readonly rows: number
  readonly columns: number
  /** Dense cells for the evaluator, when it may take them. */
  readonly cells?: Float32Array
  readonly matrix: () => DMatrix
}

/** What makes libxgboost's form of rows. */
export type MatrixMaker = Pick<Engine, 'matrix' | 'sparseMatrix'>

/** A model that predicts: by its evaluator, by libxgboost where it has one of both, or refuses. */
export type Predictor = Omit<LoadedModel, 'booster' | 'source'> & Partial<Pick<LoadedModel, 'booster'>>

/** Reads a body and predicts it with every model; several are averaged, or vote where the objective predicts classes. @throws Refusal */
export function predictBody(engine: MatrixMaker, models: readonly Predictor[], contentType: string | undefined, body: Buffer): Predictions {
  const rows = readRows(engine, contentType, body)
  const [first] = models as [Predictor, ...Predictor[]]
  if (first.pickled) checkFeatureCount(rows, first.description.columns)
  const results = models.map((model) => predictRows(model, rows))
  const values = results.length === 1 ? (results[0] as Float32Array) : combine(results, first.description.objective)
  return { values, rows: rows.rows, width: rows.rows === 0 ? 1 : values.length / rows.rows }
}

function readRows(engine: MatrixMaker, contentType: string | undefined, body: Buffer): Rows {
  const format = bodyFormat(contentType)
  try {
    return readers[format](engine, body)
  } catch (error) {
    if (format === 'recordio-protobuf') {
      const problem = `${error instanceof XGBoostError ? "<class 'xgboost.core.XGBoostError'>" : "<class 'ValueError'>"} ${(error as Error).message}`
      throw new Refusal(415, `Loading recordio-protobuf data failed with Exception, please ensure data is in recordio-protobuf format: ${problem}`)
    }
    const type = error instanceof BodyError ? error.python : "<class 'xgboost.core.XGBoostError'>"
    throw new Refusal(415, `Loading ${format} data failed with Exception, please ensure data is in ${format} format:\n ${type}\n ${(error as Error).message}`)
  }
}

function bodyFormat(contentType: string | undefined): BodyFormat {
  if (!contentType) return 'libsvm'
  const [type = '', ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  if (!contentTypes.includes(type)) throw new Refusal(415, `${contentType} is not an accepted ContentType: ${contentTypes.join(', ')}.`)
  if (type.includes('csv')) {
    const labels = parameters.find((parameter) => parameter.startsWith('label_size='))
    if (labels && labels.replaceAll('"', '') !== 'label_size=1') {
      throw new Refusal(415, `${contentType} is not an accepted csv ContentType. Optional parameter label_size must be equal to 1`)
    }
    return 'csv'
  }
  if (type.includes('libsvm')) return 'libsvm'
  if (type.includes('recordio')) return 'recordio-protobuf'
  throw new Refusal(415, `Content-type ${contentType} is not supported.`)
}

function readCsv(engine: MatrixMaker, body: Buffer): Rows {
  const bytes = strip(body)
  const lineEnd = bytes.indexOf(10)
  const sniffed = sniffDelimiter(bytes.toString('utf8', 0, Math.min(lineEnd < 0 ? bytes.length : lineEnd, 2048)).slice(0, 512))
  if (sniffed === undefined) throw new BodyError("<class '_csv.Error'>", 'Could not determine delimiter')
  const { cells, rows, columns, infinite } = parseInferenceCsv(bytes, /[\p{L}\p{N}]/u.test(sniffed) ? ',' : sniffed)
  const matrix = () => engine.matrix(cells, rows, columns, 1)
  // libxgboost refuses infinite values while it loads the data, so a look at that comes before anything is predicted.
  if (infinite) matrix().free()
  return { format: 'csv', rows, columns, cells, matrix }
}

function readLibsvm(engine: MatrixMaker, body: Buffer): Rows {
  const { rowStarts, indices, values, rows, columns } = parseInferenceLibsvm(strip(body))
  return { format: 'libsvm', rows, columns, matrix: () => engine.sparseMatrix(rowStarts, indices, values, columns) }
}

function readRecordio(engine: MatrixMaker, body: Buffer): Rows {
  const table = recordTable(body)
  const { rows, columns } = table
  if (table.kind === 'sparse') {
    return { format: 'recordio-protobuf', rows, columns, matrix: () => engine.sparseMatrix(table.rowStarts, table.indices, table.values, columns) }
  }
  const { cells } = table
  const matrix = () => engine.matrix(cells, rows, columns, 1)
  if (cells.some((value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)) matrix().free()
  return { format: 'recordio-protobuf', rows, columns, cells, matrix }
}

const readers: Readonly<Record<BodyFormat, (engine: MatrixMaker, body: Buffer) => Rows>> = {
  csv: readCsv,
  libsvm: readLibsvm,
  'recordio-protobuf': readRecordio,
}

function checkFeatureCount({ format, columns }: Rows, trained: number): void {
  const refuse = (text: string) => new Refusal(400, `Unable to evaluate payload provided: ${text}`)
  if (format === 'libsvm') {
    if (columns > trained + 1) throw refuse(`Feature size of libsvm inference data ${columns} is larger than feature size of trained model ${trained}.`)
  } else if (columns !== trained && columns !== trained - 1) {
    throw refuse(`Feature size of ${format} inference data ${columns} is not consistent with feature size of trained model ${trained}.`)
  }
}

function predictRows({ booster, description, evaluator, treeLimit }: Predictor, { rows, columns, cells, matrix }: Rows): Float32Array {
  if (evaluator && cells && columns <= description.columns) return evaluator.predict(cells, rows, columns)
  if (!booster) throw new Error('only libxgboost can predict this')
  const data = matrix()
  try {
    return booster.predict(data, { trees: treeLimit })
  } catch (error) {
    throw new Refusal(400, `Unable to evaluate payload provided: ${(error as Error).message}`)
  } finally {
    data.free()
  }
}

function combine(results: readonly Float32Array[], objective: string): Float32Array {
  const votes = objective === 'multi:softmax' || objective === 'binary:hinge'
  return Float32Array.from(results[0] as Float32Array, (_, index) => {
    const values = results.map((result) => result[index] as number)
    return votes ? mode(values) : values.reduce((sum, value) => Math.fround(sum + value), 0) / values.length
  })
}

/** The commonest value; of equally common ones the smallest, as SciPy's mode. */
function mode(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of [...values].sort((a, b) => a - b)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}
