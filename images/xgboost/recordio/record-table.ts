import { RecordioError, readRecords, type Tensor } from './record.ts'

/** Records as one table: dense cells, or compressed rows as soon as one record is sparse. */
export type RecordTable = ({ readonly kind: 'dense'; readonly cells: Float32Array } | ({ readonly kind: 'sparse' } & SparseCells)) & {
  readonly rows: number
  readonly columns: number
  /** Undefined when no record has a label. */
  readonly labels?: Float32Array
}

interface SparseCells {
  readonly rowStarts: BigUint64Array<ArrayBuffer>
  readonly indices: Uint32Array<ArrayBuffer>
  readonly values: Float32Array<ArrayBuffer>
}

/** A larger index is a damaged file. */
const MAX_INDEX = 2 ** 31 - 2

/** Gathers the tensors named `values` of all records, as the image does; records without one are passed over. @throws RecordioError in Python's words */
export function recordTable(bytes: Buffer): RecordTable {
  const features: Tensor[] = []
  const labels: number[] = []
  for (const record of readRecords(bytes)) {
    const tensor = record.features.get('values')
    if (!tensor) continue
    features.push(tensor)
    const label = record.label.get('values')
    if (label) for (const value of label.values) labels.push(value)
  }
  if (features.length === 0) throw new RecordioError('No records found in RecordIO-Protobuf data')
  const table = features.some(({ keys }) => keys) ? sparse(features) : dense(features)
  return { ...table, ...(labels.length > 0 && { labels: Float32Array.from(labels) }) }
}

function dense(features: readonly Tensor[]): RecordTable {
  const columns = features[0]?.values.length ?? 0
  const cells = new Float32Array(features.length * columns)
  for (const [row, { values }] of features.entries()) {
    if (values.length !== columns) {
      throw new RecordioError(
        `all the input array dimensions except for the concatenation axis must match exactly, but along dimension 1, the array at index 0 has size ${columns} and the array at index ${row} has size ${values.length}`,
      )
    }
    cells.set(values, row * columns)
  }
  return { kind: 'dense', cells, rows: features.length, columns }
}

/** A record's number of columns is its shape's, else its largest key's. Dense records among sparse ones keep their cells that are not zero. */
function sparse(features: readonly Tensor[]): RecordTable {
  const widths = features.map(({ keys, shape, values }) => shape?.[0] ?? (keys ? keys.reduce((most, key) => Math.max(most, key + 1), 1) : values.length))
  const columns = widths[0] ?? 0
  const odd = widths.findIndex((width) => width !== columns)
  if (odd >= 0) throw new RecordioError(`incompatible dimensions for axis 1. Got blocks[${odd},0].shape[1] == ${widths[odd]}, expected ${columns}.`)
  if (columns > MAX_INDEX) throw new RecordioError('column index exceeds matrix dimensions')
  const starts: bigint[] = [0n]
  const indices: number[] = []
  const values: number[] = []
  for (const { keys, values: cells } of features) {
    if (keys && keys.length !== cells.length) throw new RecordioError('indices and data should have the same size')
    for (const [place, value] of cells.entries()) {
      const index = keys ? (keys[place] as number) : place
      if (index >= columns) throw new RecordioError(`column index values must be < ${columns}`)
      if (!keys && value === 0) continue
      indices.push(index)
      values.push(value)
    }
    starts.push(BigInt(indices.length))
  }
  return {
    kind: 'sparse',
    rowStarts: BigUint64Array.from(starts),
    indices: Uint32Array.from(indices),
    values: Float32Array.from(values),
    rows: features.length,
    columns,
  }
}
